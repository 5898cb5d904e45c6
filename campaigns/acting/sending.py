"""Sending one launched campaign now: opens its window when it is time, holds it when it is too late."""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from campaigns.post import reports, sending
from campaigns.post.models import Campaign
from campaigns.post.sending import Progress
from campaigns.post.states import CampaignState
from runtime.installation import Installation
from runtime.language import _


def send(opened: Installation, campaign_id: int, *, watch: Callable[[Progress], None] | None = None) -> None:
    """Send what is due of a campaign; does nothing when it waits, is held, or is over.

    Raises:
        errors.UnknownCampaign; and what `post.sending.send` raises.
    """
    with opened.database.transaction() as session:
        campaign = reports.get(session, campaign_id)
        open_window(session, campaign, opened.clock.epoch())
        may_send = campaign.state == CampaignState.SENDING
    if may_send:
        sending.send(opened, [campaign_id], watch=watch)


def open_window(session: Session, campaign: Campaign, now: int) -> None:
    """Let a campaign begin when its window opens; hold one whose window closed before all had left."""
    live = (CampaignState.WAITING, CampaignState.SENDING)
    if campaign.state in live and campaign.not_after is not None and campaign.not_after <= now:
        campaign.state = CampaignState.HELD.value
        campaign.state_reason = _("La fenêtre d’envoi est passée : décidez d’envoyer quand même, ou d’annuler.")
    elif campaign.state == CampaignState.WAITING and campaign.not_before <= now:
        campaign.state = CampaignState.SENDING.value
    session.add(campaign)
