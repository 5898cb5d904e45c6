"""The window of a campaign: opened when it is time, held when it is too late, closed when nothing is left to send."""

from __future__ import annotations

from sqlmodel import Session

from campaigns.post import ledger
from campaigns.post.models import Campaign
from campaigns.post.states import OPEN, CampaignState, State
from runtime.language import _

_LIVE = (CampaignState.WAITING, CampaignState.SENDING)


def turn(session: Session, campaign: Campaign, now: int) -> CampaignState:
    """Move a campaign to where the clock says it stands, and return that state. Idempotent."""
    if campaign.state in _LIVE and campaign.not_after is not None and campaign.not_after <= now:
        _hold(session, campaign, now)
    elif campaign.state == CampaignState.WAITING and campaign.not_before <= now:
        campaign.state = CampaignState.SENDING.value
    if campaign.state == CampaignState.SENDING:
        _finish(session, campaign, now)
    session.add(campaign)
    return CampaignState(campaign.state)


def _hold(session: Session, campaign: Campaign, now: int) -> None:
    """Ask a person: part of the letters would arrive too late to mean anything."""
    if _is_over(session, campaign, now):
        return
    campaign.state = CampaignState.HELD.value
    campaign.state_reason = _(
        "la fenêtre d’envoi est passée avant que tout soit parti. "
        "Envoyez quand même (« resume ») ou annulez (« cancel »)."
    )


def _finish(session: Session, campaign: Campaign, now: int) -> None:
    if campaign.expires_at <= now:
        ledger.move_all(session, campaign.id or 0, State.EXPIRED, now, (State.PLANNED, State.DEFERRED))
    _is_over(session, campaign, now)


def _is_over(session: Session, campaign: Campaign, now: int) -> bool:
    """End the campaign when nothing is left to send, and tell whether that was so."""
    counts = ledger.counts(session, campaign.id or 0)
    if any(counts[state] for state in OPEN):
        return False
    campaign.state = CampaignState.FINISHED.value
    campaign.finished_at = now
    return True
