"""How the recipients of a campaign stood on the day of its launch: their organisation, their role, their places.

What is undone, corrected or erased later changes no report. Owns what is written down at launch and what an erasure
leaves of it. Refuses to keep more of an erased reader than one more in the figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from campaigns.post import launch_rows, models
from campaigns.post.statements import DELIVERY
from campaigns.post.states import REACHED
from lists.audiences import Belonging
from lists.contacts import affiliations
from lists.models import Organisation

ORGANISATION = models.table(str(launch_rows.LaunchOrganisation.__tablename__))
ERASED = models.table(str(launch_rows.ErasedRecipient.__tablename__))
_KEPT = ["campaign_id", "organisation_id", "role", "places"]


@dataclass(frozen=True)
class Group:
    """Letters whose readers stood alike when the campaign was launched."""

    #: Its number; `None` for people without an organisation, and for those of whom nothing is known.
    organisation: int | None
    kind: str | None
    #: The département of the organisation.
    departement: str | None
    #: The same, or one of a regional network.
    placed_in: str | None
    #: Empty: nothing is known.
    role: str
    #: Places other than that of the organisation, as they were written down; empty: there are none.
    said: str
    #: How many letters.
    many: int

    @property
    def belongs(self) -> frozenset[Belonging]:
        """Return every place that these readers belong to."""
        if not self.said:
            return frozenset([(self.kind, self.departement)])
        return frozenset((kind, departement) for kind, departement in json.loads(self.said))


def write(session: Session, campaign_id: int) -> None:
    """Write down the organisations of a campaign that was just planned, and the places of its readers."""
    mine = sa.select(DELIVERY.c.organisation_id).where(DELIVERY.c.campaign_id == campaign_id)
    missions = aliased(Organisation)
    placed = (
        sa.select(sa.func.min(col(missions.departement)))
        .where(col(missions.regional_network_id) == col(Organisation.id))
        .scalar_subquery()
    )
    rows = sa.select(
        sa.literal(campaign_id),
        col(Organisation.id),
        col(Organisation.kind),
        col(Organisation.departement),
        sa.func.coalesce(sa.func.nullif(col(Organisation.departement), ""), placed),
    ).where(col(Organisation.id).in_(mine))
    names = ["campaign_id", "organisation_id", "kind", "departement", "placed_in"]
    session.connection().execute(sa.insert(ORGANISATION).from_select(names, rows))
    _write_places(session, campaign_id)


def write_again(session: Session, campaign_id: int) -> None:
    """Write them down anew: the list of the campaign was drawn up again before its first letter."""
    session.connection().execute(sa.delete(ORGANISATION).where(ORGANISATION.c.campaign_id == campaign_id))
    write(session, campaign_id)


def _write_places(session: Session, campaign_id: int) -> None:
    """Write down the places of those who may belong to others than their organisation's: they are few."""
    mine = DELIVERY.c.campaign_id == campaign_id
    found = affiliations.several(session, sa.select(DELIVERY.c.contact_id).where(mine))
    rows = [{"wanted": contact, "said": _said(places)} for contact, places in found.items()]
    if rows:
        # By the key of the address, because the index of the ledger is on it.
        contact = models.table("contact")
        key = sa.select(contact.c.address_key).where(contact.c.id == sa.bindparam("wanted")).scalar_subquery()
        update = sa.update(DELIVERY).where(mine, DELIVERY.c.address_key == key).values(places=sa.bindparam("said"))
        session.connection().execute(update, rows)


def _said(places: Iterable[Belonging]) -> str:
    return json.dumps(sorted(places, key=str))


def forget(session: Session, deliveries: Iterable[int]) -> None:
    """Cut what is written down of these letters from their readers; those that reached them go on counting.

    Called before the letters lose their contact.
    """
    chosen = DELIVERY.c.id.in_(list(deliveries))
    # Those who were erased before are counted already.
    reached = sa.select(*(DELIVERY.c[name] for name in _KEPT)).where(
        chosen, DELIVERY.c.state.in_(REACHED), DELIVERY.c.contact_id.is_not(None)
    )
    session.connection().execute(sa.insert(ERASED).from_select(_KEPT, reached))
    nobody = {"organisation_id": None, "role": "", "places": ""}
    session.connection().execute(sa.update(DELIVERY).where(chosen).values(**nobody))


def reached(session: Session, campaign_id: int) -> list[Group]:
    """Return whom a campaign reached, each letter in one group: together they are as many as its letters."""
    lines = [ERASED.c.organisation_id, ERASED.c.role, ERASED.c.places]
    erased = sa.select(*lines, sa.func.count().label("many")).where(ERASED.c.campaign_id == campaign_id)
    mine = sa.and_(DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state.in_(REACHED))
    columns = [DELIVERY.c.organisation_id, DELIVERY.c.role, DELIVERY.c.places]
    known = sa.select(*columns, sa.func.count()).where(mine, DELIVERY.c.contact_id.is_not(None))
    rows = [
        *session.execute(erased.group_by(*lines)).all(),
        *session.execute(known.group_by(*columns)).all(),
    ]
    gone = sa.select(sa.func.count()).where(mine, DELIVERY.c.contact_id.is_(None))
    # Whoever was erased before anything was written down at launch, or between the last dot and its answer.
    unknown = (
        session.execute(gone).scalar_one()
        - session.execute(sa.select(sa.func.count()).where(ERASED.c.campaign_id == campaign_id)).scalar_one()
    )
    places_of = _organisations(session, campaign_id)
    groups = [Group(one, *places_of.get(one, _NOWHERE), role, said, many) for one, role, said, many in rows]
    return [*groups, Group(None, *_NOWHERE, "", _UNKNOWN, unknown)] if unknown > 0 else groups


_NOWHERE = (None, None, None)
_UNKNOWN = "[]"


def _organisations(session: Session, campaign_id: int) -> dict[int | None, tuple[str | None, str | None, str | None]]:
    rows = session.execute(
        sa.select(
            ORGANISATION.c.organisation_id, ORGANISATION.c.kind, ORGANISATION.c.departement, ORGANISATION.c.placed_in
        ).where(ORGANISATION.c.campaign_id == campaign_id)
    )
    return {number: (kind, departement, placed_in) for number, kind, departement, placed_in in rows}
