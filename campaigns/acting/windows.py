"""The window of a campaign: opened when it is time, held when it is too late, closed when nothing is left to send."""

from __future__ import annotations

from sqlmodel import Session

from campaigns.partnership import mentions
from campaigns.post import failure_policy, ledger, transitions
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState, DeliveryState
from runtime.language import _

_LIVE = (CampaignState.WAITING, CampaignState.SENDING)


def turn(session: Session, campaign: Campaign, now: int) -> CampaignState:
    """Move a campaign to where the clock says it stands, and return that state. Idempotent."""
    if campaign.state in _LIVE and not ledger.is_open(session, campaign.id or 0):
        _end(session, campaign, now)
    elif campaign.state in _LIVE and campaign.not_after is not None and campaign.not_after <= now:
        hold(session, campaign, _("la fenêtre d’envoi est passée avant que tout soit parti"), now)
    elif campaign.state == CampaignState.WAITING and (asked := mentions.question(session, campaign, now)):
        hold(session, campaign, asked, now)
    elif campaign.state == CampaignState.WAITING and campaign.not_before <= now:
        transitions.move(session, campaign, CampaignState.SENDING, now)
    if campaign.state == CampaignState.SENDING and campaign.expires_at <= now:
        _expire(session, campaign, now)
    return CampaignState(campaign.state)


def hold(session: Session, campaign: Campaign, reason: str, now: int) -> None:
    """Hold a campaign: nothing more leaves until a person resumes or cancels it. `reason` is a clause that says why.

    Raises:
        errors.WrongMoment: the campaign is neither waiting nor under way.
    """
    transitions.move(session, campaign, CampaignState.HELD, now, reason)


def _expire(session: Session, campaign: Campaign, now: int) -> None:
    """Give up letters that were tried in vain. Letters never tried are for a person to decide, not the clock."""
    campaign_id = campaign.id or 0
    if ledger.counts(session, campaign_id)[DeliveryState.PLANNED]:
        hold(session, campaign, _("des lettres n’ont pas pu partir avant la fin prévue des essais"), now)
        return
    ledger.move_all(session, campaign_id, DeliveryState.EXPIRED, now, [DeliveryState.DEFERRED])
    if not ledger.is_open(session, campaign_id):
        _end(session, campaign, now)


def _end(session: Session, campaign: Campaign, now: int) -> None:
    failure_policy.weigh_campaign(session, campaign.id or 0, now)
    transitions.move(session, campaign, CampaignState.FINISHED, now)
