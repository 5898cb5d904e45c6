"""Sending one launched campaign in the foreground: what is due of it now, and nothing that may not leave."""

from __future__ import annotations

from collections.abc import Callable

from campaigns.acting import windows
from campaigns.post import ledger, reports, sending
from campaigns.post.sending import Progress
from campaigns.post.states import CampaignState
from runtime.installation import Installation


def send(opened: Installation, campaign_id: int, *, watch: Callable[[Progress], None] | None = None) -> None:
    """Send what is due of a campaign; does nothing when it waits, is held, or is over.

    Raises:
        errors.UnknownCampaign; and what `post.sending.send` raises.
    """
    if _turn(opened, campaign_id) is CampaignState.SENDING:
        sending.send(opened, [campaign_id], watch=watch)
        _turn(opened, campaign_id)


def _turn(opened: Installation, campaign_id: int) -> CampaignState:
    with opened.database.transaction() as session:
        ledger.reclaim(session, opened.clock.epoch())
        return windows.turn(session, reports.get(session, campaign_id), opened.clock.epoch())
