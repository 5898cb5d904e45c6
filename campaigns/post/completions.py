"""Small campaigns that complete another one: the same frozen edition, for people whom the first did not reach.

Owns which completes which, and who of a campaign may be written to once more. Refuses anybody whom the same issue has
reached, or may still reach, by whichever campaign: nobody gets it twice.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col

from campaigns.editorial import editions
from campaigns.editorial.models import Edition
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import OPEN, REACHED, DeliveryState
from lists import audiences
from lists.audiences import Member

#: What left a person without the letter, for good.
UNREACHED = (
    DeliveryState.REFUSED, DeliveryState.BOUNCED, DeliveryState.EXPIRED, DeliveryState.CANCELLED,
    DeliveryState.EXCLUDED,
)  # fmt: skip
#: They have the letter, may have it, or will get it.
TAKEN = (*REACHED, *sorted(OPEN), DeliveryState.UNCERTAIN)


class Completion(SQLModel, table=True):
    """One campaign that completes another."""

    campaign_id: int = Field(primary_key=True, foreign_key="campaign.id", ondelete="CASCADE")
    #: The campaign whose people it writes to.
    completes_id: int = Field(foreign_key="campaign.id", index=True, ondelete="CASCADE")


def all_() -> sa.Select[int]:
    """Select the campaigns that complete another one."""
    return sa.select(col(Completion.campaign_id))


def of(session: Session, campaign_id: int) -> list[int]:
    """Return the campaigns that complete this one, oldest first."""
    mine = all_().where(col(Completion.completes_id) == campaign_id).order_by(col(Completion.campaign_id))
    return list(session.execute(mine).scalars())


def completed_by(session: Session, campaign_id: int) -> int | None:
    """Return the campaign that this one completes; `None` when it is a first sending."""
    found = session.get(Completion, campaign_id)
    return found.completes_id if found else None


def of_same_issue(session: Session, campaign: Campaign) -> list[int]:
    """Return every campaign of the issue that a campaign sent, itself included, oldest first."""
    issue = session.get_one(Edition, campaign.edition_id).issue_id
    found = (
        sa.select(col(Campaign.id))
        .join(Edition, col(Edition.id) == col(Campaign.edition_id))
        .where(col(Edition.issue_id) == issue)
        .order_by(col(Campaign.id))
    )
    return [number for number in session.execute(found).scalars() if number is not None]


def writable(session: Session, campaign: Campaign, contact_id: int | None = None) -> sa.Select[Member]:
    """Return the statement that selects whom a completing campaign may write to now, as `audiences.selection` does.

    `contact_id` narrows it down to one person of the campaign.
    """
    lost = sa.select(DELIVERY.c.contact_id).where(
        DELIVERY.c.campaign_id == campaign.id, DELIVERY.c.state.in_(UNREACHED), DELIVERY.c.contact_id.is_not(None)
    )
    if contact_id is not None:
        lost = lost.where(DELIVERY.c.contact_id == contact_id)
    special = editions.read(session, campaign.edition_id).is_special
    chosen = audiences.selection(campaign.mailing_list_id, special=special, among=lost)
    member: Any = chosen.order_by(None).subquery().c
    taken = sa.and_(DELIVERY.c.campaign_id.in_(of_same_issue(session, campaign)), DELIVERY.c.state.in_(TAKEN))
    # By the person, whose address may have been corrected, and by the address, which several people may share.
    has_it = sa.exists().where(taken, DELIVERY.c.address_key == member.address_key)
    contacts = sa.select(DELIVERY.c.contact_id).where(taken, DELIVERY.c.contact_id.is_not(None))
    return (
        sa.select(member.contact_id, member.organisation_id, member.address, member.address_key)
        .where(sa.not_(has_it), member.contact_id.not_in(contacts))
        .order_by(member.address_key)
    )


def people(session: Session, campaign: Campaign) -> frozenset[int]:
    """Return the contacts whom a completing campaign may write to now."""
    chosen = writable(session, campaign).order_by(None).subquery()
    return frozenset(session.execute(sa.select(chosen.c.contact_id)).scalars())
