"""The officer's control of a campaign under way: pause, resume, cancel, and decide about uncertain letters.

Each verb guards, changes and records in one transaction, and returns where the campaign then stands. A pause or a
cancellation stops every letter except those whose final dot is being sent.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from campaigns.acting import windows
from campaigns.post import ledger, planning, reports, transitions
from campaigns.post.engine import circuit_breaker, job_slices
from campaigns.post.models import Campaign
from campaigns.post.reports import Standing
from campaigns.post.states import CampaignState, DeliveryState
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


def pause(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Stop handing letters over until somebody resumes.

    Raises:
        errors.UnknownCampaign, errors.WrongMoment.
    """
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        transitions.move(session, campaign, CampaignState.PAUSED, opened.clock.epoch())
        return _recorded(session, opened, actor, "campaign.paused", campaign)


def resume(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Go on with a campaign that was paused or held, and tolerate what has happened so far.

    It gets two more days for retries. A held campaign whose window has passed gets an open end: that is what the
    person just decided. A window that is still open closes as planned.

    Raises:
        errors.UnknownCampaign, errors.WrongMoment.
    """
    now = opened.clock.epoch()
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        was = campaign.state
        if was not in (CampaignState.PAUSED, CampaignState.HELD):
            raise transitions.wrong_moment(campaign, _("il n’y a rien à reprendre"))
        waits = campaign.not_before > now
        transitions.move(session, campaign, CampaignState.WAITING if waits else CampaignState.SENDING, now)
        if was == CampaignState.HELD and campaign.not_after is not None and campaign.not_after <= now:
            campaign.not_after = None
        _try_longer(campaign, now)
        campaign.tolerated = dict(circuit_breaker.count_all(session, campaign_id))
        return _recorded(session, opened, actor, "campaign.resumed", campaign)


def cancel(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Cancel what has not left.

    Raises:
        errors.UnknownCampaign, errors.WrongMoment.
    """
    now = opened.clock.epoch()
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        transitions.move(session, campaign, CampaignState.CANCELLED, now)
        waiting = (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.DEFERRED)
        stopped = ledger.move_all(session, campaign_id, DeliveryState.CANCELLED, now, waiting)
        return _recorded(session, opened, actor, "campaign.cancelled", campaign, stopped=stopped)


def hasten(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Let a campaign that waits leave at once: its first letters go with the next tick, and until then it can still be
    cancelled.

    Raises:
        errors.UnknownCampaign, errors.WrongMoment.
    """
    now = opened.clock.epoch()
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        if campaign.state != CampaignState.WAITING:
            raise transitions.wrong_moment(campaign, _("il n’attend plus son départ"))
        campaign.not_before = min(campaign.not_before, now)
        job_slices.defer(session, campaign_id, campaign.audience, now)
        return _recorded(session, opened, actor, "campaign.hastened", campaign)


def settle_as_sent(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Count the uncertain letters as sent.

    Raises:
        errors.UnknownCampaign.
    """
    reply = _("considéré comme parti")
    return _settle(
        opened,
        campaign_id,
        actor,
        DeliveryState.ACCEPTED,
        lambda session, now: ledger.move_all(
            session, campaign_id, DeliveryState.ACCEPTED, now, [DeliveryState.UNCERTAIN], reply=reply
        ),
    )


def resend(opened: Installation, campaign_id: int, actor: str) -> Standing:
    """Plan the uncertain letters again: some readers may get two.

    Raises:
        errors.UnknownCampaign; errors.WrongMoment: the campaign was cancelled.
    """
    return _settle(
        opened,
        campaign_id,
        actor,
        DeliveryState.PLANNED,
        lambda session, now: ledger.move_all(
            session, campaign_id, DeliveryState.PLANNED, now, [DeliveryState.UNCERTAIN]
        ),
    )


def _settle(
    opened: Installation, campaign_id: int, actor: str, target: DeliveryState, move: Callable[[Session, int], int]
) -> Standing:
    now = opened.clock.epoch()
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        if target is DeliveryState.PLANNED and campaign.state == CampaignState.CANCELLED:
            raise transitions.wrong_moment(campaign, _("un envoi annulé ne repart pas"))
        if target is DeliveryState.PLANNED and campaign.addresses_gone_at is not None:
            raise transitions.wrong_moment(
                campaign, _("les adresses de ses destinataires ont été effacées, leur durée est passée")
            )
        moved = move(session, now)
        if target is DeliveryState.PLANNED and moved:
            _try_longer(campaign, now)
            if campaign.state == CampaignState.FINISHED:
                transitions.move(session, campaign, CampaignState.SENDING, now)
        campaign.told_at = None
        windows.turn(session, campaign, now)
        return _recorded(session, opened, actor, "campaign.settled", campaign, letters=moved, to=target.value)


def _try_longer(campaign: Campaign, now: int) -> None:
    campaign.expires_at = max(campaign.expires_at, now + planning.DEFAULT_EXPIRY)


def _recorded(
    session: Session, opened: Installation, actor: str, act: str, campaign: Campaign, **details: object
) -> Standing:
    session.add(campaign)
    audit.record(session, opened.clock.now(), actor, act, campaign=campaign.id, **details)
    return reports.standing(campaign, ledger.counts(session, campaign.id or 0))
