"""Sending a letter to those of a campaign whom it did not reach: a small campaign of the same frozen edition.

Whoever left, objected or got the letter since is not among them. Refuses a campaign that is still under way, and a
number of people that is no longer the one that was read.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.acting.following_up import errors, overview
from campaigns.acting.launching import DEFAULT_GRACE, Launched, launched
from campaigns.editorial.models import Edition
from campaigns.post import completions, planning, states, transitions
from campaigns.post.engine import job_slices
from campaigns.post.models import Campaign
from runtime import audit
from runtime.installation import Installation
from runtime.language import _


def send(
    opened: Installation, campaign_id: int, actor: str, *, expected: int | None = None, grace: int = DEFAULT_GRACE
) -> Launched:
    """Plan one more letter for each person whom a campaign did not reach and who may be written to.

    Args:
        opened: The installation.
        campaign_id: The campaign.
        actor: Who acts.
        expected: How many people the actor read of; `None` for whoever there is.
        grace: Seconds before the first letter.

    Raises:
        campaigns.errors.UnknownCampaign; campaigns.errors.WrongMoment: it is under way, or nothing of it left.
        errors.NobodyLeft, errors.NumberMoved.
    """
    with opened.database.transaction() as session:
        campaign = transitions.take(session, campaign_id)
        require_over(campaign)
        people = overview.remaining(session, campaign)
        if not people:
            raise errors.NobodyLeft(id=campaign_id)
        if expected is not None and expected != len(people):
            raise errors.NumberMoved(expected=expected, found=len(people))
        return plan(session, opened, campaign, actor, grace=grace)


def require_over(campaign: Campaign) -> None:
    """Refuse a campaign that may still reach its people by itself.

    Raises:
        campaigns.errors.WrongMoment.
    """
    if campaign.state not in states.CAMPAIGN_OVER:
        raise transitions.wrong_moment(campaign, _("attendez sa fin, ou annulez ce qui n’est pas parti"))


def plan(
    session: Session, opened: Installation, campaign: Campaign, actor: str, *, contact_id: int | None = None,
    grace: int = DEFAULT_GRACE,
) -> Launched:  # fmt: skip
    """Plan the completing campaign, for everybody who may be written to or for one contact of them, and record it."""
    now = opened.clock.epoch()
    chosen = completions.writable(session, campaign, contact_id)
    made = planning.complete(session, campaign, chosen, now + grace, now)
    job_slices.defer(session, made.id or 0, made.audience, made.not_before)
    audit.record(
        session, opened.clock.now(), actor, "campaign.completed",
        campaign=made.id, completes=campaign.id, audience=made.audience,
    )  # fmt: skip
    return launched(made, session.get_one(Edition, made.edition_id))
