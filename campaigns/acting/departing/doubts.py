"""Letters that may have left (« à vérifier »): who would have two of them, or none.

Owns what a person must know before she decides; the decision itself is `acting.steering`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import col

from campaigns.acting.departing import views
from campaigns.acting.departing.views import Line
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from lists.models import Contact, Organisation
from runtime.installation import Installation

#: People shown; a crash leaves one for each connection, so more are seldom.
MOST = 200


@dataclass(frozen=True)
class Person:
    """Somebody whose letter may have left."""

    #: `None` once they were erased.
    contact_id: int | None
    name: str
    organisation: str
    address: str
    #: When its last sign was given.
    at: datetime


@dataclass(frozen=True)
class Doubts:
    """What must be decided of one departure."""

    line: Line
    #: How many letters may have left.
    many: int
    #: The first of them.
    people: tuple[Person, ...]


def look(opened: Installation, campaign_id: int) -> Doubts:
    """Return whose letters may have left.

    Raises:
        errors.UnknownCampaign.
    """
    mine = sa.and_(DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state == DeliveryState.UNCERTAIN.value)
    asked = (
        sa.select(
            DELIVERY.c.contact_id, col(Contact.first_name), col(Contact.last_name), col(Organisation.name),
            DELIVERY.c.address, DELIVERY.c.updated_at,
        )
        .outerjoin(Contact, col(Contact.id) == DELIVERY.c.contact_id)
        .outerjoin(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(mine)
        .order_by(DELIVERY.c.id)
        .limit(MOST)
    )  # fmt: skip
    with opened.database.reading() as session:
        line = views.line(session, campaign_id)
        many = session.execute(sa.select(sa.func.count()).select_from(DELIVERY).where(mine)).scalar_one()
        people = tuple(
            Person(contact, " ".join(filter(None, (first, last))), name or "", address, datetime.fromtimestamp(at, UTC))
            for contact, first, last, name, address, at in session.execute(asked)
        )
    return Doubts(line, many, people)
