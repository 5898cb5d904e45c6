"""The one way by which a campaign changes its state: as the table of `states` allows, with what belongs to the state.

Why it is held or paused is kept while it is; when it ended, as long as it is over. Refuses every other move, and
nobody else assigns a campaign's state. Who acts, and what is recorded of it, is the business of whoever calls.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns import errors
from campaigns.post import states
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from runtime.language import _


def move(session: Session, campaign: Campaign, target: CampaignState, now: int, reason: str = "") -> None:
    """Move a campaign to `target`; `now` is in seconds since 1970, `reason` is what a person must know of it.

    Raises:
        errors.WrongMoment: the table does not allow it from where the campaign stands.
    """
    if target not in states.CAMPAIGN_TRANSITIONS[CampaignState(campaign.state)]:
        raise wrong_moment(campaign, _("cela ne se peut plus, ou pas encore"))
    campaign.state = target.value
    campaign.state_reason = reason
    campaign.finished_at = now if target in states.CAMPAIGN_OVER else None
    session.add(campaign)


def wrong_moment(campaign: Campaign, reason: str) -> errors.WrongMoment:
    """Return the error that says where a campaign stands, and why that does not go with what was asked."""
    name = _(states.CAMPAIGN_NAMES[CampaignState(campaign.state)])
    return errors.WrongMoment(id=campaign.id, state=name, reason=reason)
