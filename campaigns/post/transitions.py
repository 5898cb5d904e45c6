"""The only way to change the state of a campaign: as the table of `states` allows, with the fields of the new state.

The reason is kept while it is held or paused; the end time, as long as it is over. Refuses every other move.
No other code assigns a campaign's state. The caller has taken the campaign first, so that the state that the move is
judged by is the true one; it knows who acts, and records it.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns import errors
from campaigns.post import states
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime.language import N_, _

#: Why a move is refused, after « L’envoi est … : ».
_IMPOSSIBLE = {
    CampaignState.WAITING: N_("il ne peut pas être remis en attente"),
    CampaignState.SENDING: N_("il ne peut pas partir"),
    CampaignState.PAUSED: N_("il ne peut pas être mis en pause"),
    CampaignState.HELD: N_("il ne peut pas être suspendu"),
    CampaignState.FINISHED: N_("il ne peut pas se terminer"),
    CampaignState.CANCELLED: N_("il ne peut plus être annulé"),
}


def take(session: Session, campaign_id: int) -> Campaign:
    """Return a campaign as it stands now, and let nobody else move it until this transaction ends.

    On SQLite a transaction that writes is alone anyway. On PostgreSQL two people may press « pause » and « cancel »
    together: without the lock, the second would be judged by a state that is gone.

    Raises:
        errors.UnknownCampaign.
    """
    # Other rows go on referring to it: only who wants to move it waits.
    found = session.get(Campaign, campaign_id, populate_existing=True, with_for_update={"key_share": True})
    if found is None:
        raise errors.UnknownCampaign(id=campaign_id)
    return found


def move(session: Session, campaign: Campaign, target: CampaignState, now: int, reason: str = "") -> None:
    """Move a campaign to `target`; `now` is in seconds since 1970, `reason` is what a person must know of it.

    Raises:
        errors.WrongMoment: the table does not allow it from where the campaign stands.
    """
    if target not in states.CAMPAIGN_TRANSITIONS[CampaignState(campaign.state)]:
        raise wrong_moment(campaign, _(_IMPOSSIBLE[target]))
    campaign.state = target.value
    campaign.state_reason = reason
    campaign.finished_at = now if target in states.CAMPAIGN_OVER else None
    session.add(campaign)


def wrong_moment(campaign: Campaign, reason: str) -> errors.WrongMoment:
    """Return the error that tells where a campaign stands, and why that conflicts with the request."""
    name = _(states.CAMPAIGN_NAMES[CampaignState(campaign.state)])
    return errors.WrongMoment(id=campaign.id, state=name, reason=reason)
