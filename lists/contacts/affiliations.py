"""Where readers belong: the kinds and the départements of all the organisations that an address works for.

Most belong to one place. A person in two organisations belongs to both. A regional network belongs to the départements
of its missions locales. A person who chose a département belongs to that one only, whatever their organisations.
Refuses to decide who reads what: the layer above compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from lists import audiences
from lists.audiences import Belonging, Reader
from lists.kinds import OrganisationKind, Policy
from lists.models import Contact, Organisation
from lists.segments.rules import Rule
from runtime import bulk

_BATCH = 500


@dataclass(frozen=True)
class Sort:
    """A group of readers who belong to the same places."""

    belongs: frozenset[Belonging]
    #: How many may be written to now.
    readers: int
    #: One of them, always the same: the lowest id.
    contact_id: int


def places(place: bulk.Executor, contact_ids: Sequence[int]) -> dict[int, frozenset[Belonging]]:
    """Return every place that these contacts belong to today; there may be any number of contacts."""
    found: dict[int, frozenset[Belonging]] = {}
    for start in range(0, len(contact_ids), _BATCH):
        found |= _of(place, contact_ids[start : start + _BATCH])
    return found


def several(session: Session, contacts: sqlalchemy.Select[Any]) -> dict[int, frozenset[Belonging]]:
    """Return the places of those of the selected contacts who may belong to others than their organisation's."""
    employer = aliased(Organisation)
    chosen = (
        sqlalchemy.select(col(Contact.id))
        .outerjoin(employer, col(employer.id) == col(Contact.organisation_id))
        .where(col(Contact.id).in_(contacts), _several(cast("Any", Contact.address_key), employer))
    )
    return places(session, list(session.scalars(chosen)))


def widened(place: bulk.Executor, readers: dict[int, Reader]) -> dict[int, Reader]:
    """Return the same readers with every place that they belong to, in one query (at most 1000)."""
    found = _of(place, list(readers))
    return {contact_id: reader._replace(belongs=found[contact_id]) for contact_id, reader in readers.items()}


def sorts(
    session: Session,
    mailing_list_id: int,
    rule: Rule | None = None,
    policy: Policy = Policy.ALL,
    *,
    special: bool = False,
) -> list[Sort]:
    """Return the sorts of readers who may be written to now, each once, the sort with the lowest contact id first."""
    audience = audiences.selection(mailing_list_id, rule, policy, special=special).subquery("audience")
    employer = aliased(Organisation)
    base = sqlalchemy.select().select_from(audience).outerjoin(employer, col(employer.id) == audience.c.organisation_id)
    # Each reader who may belong to several places is a group of one: the audience is read once.
    alone = sqlalchemy.case((_several(audience.c.address_key, employer), audience.c.contact_id)).label("alone")
    rows = session.execute(
        base.add_columns(
            alone,
            col(employer.kind),
            col(employer.departement),
            sqlalchemy.func.count(),
            sqlalchemy.func.min(audience.c.contact_id),
        ).group_by(alone, col(employer.kind), col(employer.departement))
    ).all()
    found = [
        Sort(frozenset([(kind, place)]), readers, first) for one, kind, place, readers, first in rows if one is None
    ]
    contacts = [one for one, *_place in rows if one is not None]
    for start in range(0, len(contacts), _BATCH):
        places = _of(session, contacts[start : start + _BATCH])
        found += [Sort(belongs, 1, contact_id) for contact_id, belongs in places.items()]
    return _merged(found)


def together(
    session: Session,
    mailing_list_id: int,
    rule: Rule | None = None,
    policy: Policy = Policy.ALL,
    *,
    special: bool = False,
) -> list[Sort]:
    """Return all readers who may be written to now as one sort, for letters that ask nobody where they belong."""
    audience = audiences.selection(mailing_list_id, rule, policy, special=special).order_by(None).subquery("audience")
    query = sqlalchemy.select(sqlalchemy.func.count(), sqlalchemy.func.min(audience.c.contact_id))
    readers, first = session.execute(query.select_from(audience)).one()
    return [Sort(frozenset(), readers, first)] if readers else []


def _several(address_key: ColumnElement[bytes], employer: Any) -> ColumnElement[bool]:
    """Return the condition that an address may belong to several places, or to another than its organisation's."""
    twice = sqlalchemy.select(col(Contact.address_key)).group_by(col(Contact.address_key))
    chose = sqlalchemy.select(col(Contact.address_key)).where(col(Contact.reads_departement).is_not(None))
    kind = sqlalchemy.func.coalesce(col(employer.kind), "")
    return sqlalchemy.or_(
        address_key.in_(twice.having(sqlalchemy.func.count() > 1)),
        address_key.in_(chose),
        kind == OrganisationKind.REGIONAL_NETWORK.value,
    )


def _of(place: bulk.Executor, contact_ids: Sequence[int]) -> dict[int, frozenset[Belonging]]:
    found: dict[int, set[Belonging]] = {contact_id: set() for contact_id in contact_ids}
    for contact_id, kind, departement in bulk.run(place, _places, bulk.pack_numbers("ids", contact_ids, place)):
        found[contact_id].add((kind, departement))
    return {contact_id: frozenset(places) for contact_id, places in found.items()}


def _places(dialect: str) -> Any:
    mine, same, hers = aliased(Contact), aliased(Contact), aliased(Contact)
    employer, member = aliased(Organisation), aliased(Organisation)
    # The reader chose for the address: an organisation that is added later changes nothing.
    chosen = (
        sqlalchemy.select(sqlalchemy.func.max(col(hers.reads_departement)))
        .where(col(hers.address_key) == col(mine.address_key))
        .correlate(mine)
        .scalar_subquery()
    )
    is_member = sqlalchemy.and_(
        col(employer.kind) == OrganisationKind.REGIONAL_NETWORK.value,
        col(member.regional_network_id) == col(employer.id),
    )
    return (
        sqlalchemy.select(
            col(mine.id),
            col(employer.kind),
            sqlalchemy.func.coalesce(chosen, col(member.departement), col(employer.departement)),
        )
        .join_from(mine, same, col(same.address_key) == col(mine.address_key))
        .outerjoin(employer, col(employer.id) == col(same.organisation_id))
        .outerjoin(member, is_member)
        .where(bulk.among(cast("Any", mine.id), "ids", dialect))
        .distinct()
    )


def _merged(sorts_: list[Sort]) -> list[Sort]:
    merged: dict[frozenset[Belonging], Sort] = {}
    for one in sorted(sorts_, key=lambda sort: sort.contact_id):
        known = merged.get(one.belongs)
        merged[one.belongs] = Sort(one.belongs, known.readers + one.readers, known.contact_id) if known else one
    return list(merged.values())
