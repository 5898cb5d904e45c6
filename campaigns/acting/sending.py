"""Sending launched campaigns: what is due of them now, and nothing that may not leave."""

from __future__ import annotations

from collections.abc import Callable

from campaigns.acting import windows
from campaigns.post import ledger, reports, sending
from campaigns.post.sending import BOUNDLESS, Bounds, Progress
from campaigns.post.states import CampaignState
from mailer import errors as mailer_errors
from runtime.installation import Installation
from runtime.language import _


def send(
    opened: Installation,
    campaign_id: int,
    *,
    watch: Callable[[Progress], None] | None = None,
    bounds: Bounds = BOUNDLESS,
) -> None:
    """Send what is due of a campaign; does nothing when it waits, is held, or is over.

    Raises:
        errors.UnknownCampaign; and what `post.sending.send` raises.
    """
    if _turn(opened, campaign_id) is CampaignState.SENDING:
        hand_over(opened, [campaign_id], watch=watch, bounds=bounds)
        _turn(opened, campaign_id)


def hand_over(
    opened: Installation,
    campaign_ids: list[int],
    *,
    watch: Callable[[Progress], None] | None = None,
    bounds: Bounds = BOUNDLESS,
) -> None:
    """Send campaigns that are open; hold them all when the server makes letters vanish.

    Raises:
        what `post.sending.send` raises.
    """
    try:
        sending.send(opened, campaign_ids, watch=watch, bounds=bounds)
    except mailer_errors.LettersVanish:
        with opened.database.transaction() as session:
            for campaign_id in campaign_ids:
                campaign = reports.get(session, campaign_id)
                if campaign.state == CampaignState.SENDING:
                    windows.hold(campaign, _("le serveur d’envoi reçoit les lettres sans en accuser réception"))
                    session.add(campaign)
        raise


def _turn(opened: Installation, campaign_id: int) -> CampaignState:
    with opened.database.transaction() as session:
        ledger.reclaim(session, opened.clock.epoch())
        return windows.turn(session, reports.get(session, campaign_id), opened.clock.epoch())
