"""Who may be written to now: on the list, confirmed, not suppressed, once per address.

Owns the one statement that decides it, and the figures of who is left out and why. Refuses to load people:
the floor above inserts from the statement and reads what it needs by batches of plain values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col

from lists import criteria, geography, suppressing
from lists.kinds import OrganisationKind, State
from lists.models import Contact, Organisation, Subscription
from lists.segments import Rule

UNCONFIRMED = "unconfirmed"
LEFT = "left"
SAME_ADDRESS = "same_address"

Member = tuple[int, int | None, str, bytes]


@dataclass(frozen=True)
class Count:
    """How many may be written to now, and how many of the list may not."""

    #: Distinct organisations of the contacts counted below.
    organisations: int
    #: Contacts that may be written to.
    contacts: int
    #: The others by reason: those of `kinds.Reason`, `unconfirmed`, `left`, `same_address`; no zeros.
    excluded: Mapping[str, int]


#: Kind of an organisation (of `kinds.OrganisationKind`) and code of a département, as far as they are known.
Belonging = tuple[str | None, str | None]


class Reader(NamedTuple):
    """What a letter may say about the person it is written to."""

    contact_id: int
    #: « M. », « Mme », or another title.
    civility: str | None
    first_name: str | None
    last_name: str | None
    function: str | None
    #: Name of the organisation.
    organisation: str | None
    #: One of `kinds.OrganisationKind`.
    kind: str | None
    #: Code of the département.
    departement: str | None
    departement_name: str | None
    #: Of today's borders.
    region_name: str | None
    postcode: str | None
    commune: str | None
    #: Every place that the address belongs to, where `belonging.widened` looked; empty where nobody asked.
    belongs: frozenset[Belonging] = frozenset()


@dataclass(frozen=True, slots=True)
class LocalMission:
    """What a letter says about the mission locale near its reader."""

    #: Code in the network's directory, else a number that never changes.
    code: str
    name: str
    address: str | None
    postcode: str | None
    commune: str | None
    phone: str | None
    website: str | None


def selection(mailing_list_id: int, rule: Rule | None = None) -> Select[Member]:
    """Return the statement of (contact_id, organisation_id, address, address_key) of who may be written to.

    One row per address, that of the lowest contact id. `rule` has its named segments resolved; none means
    the whole list.
    """
    eligible = (
        _members(
            mailing_list_id,
            rule,
            col(Contact.id).label("contact_id"),
            col(Contact.organisation_id),
            col(Contact.email).label("address"),
            col(Contact.address_key),
            sqlalchemy.func.row_number()
            .over(partition_by=col(Contact.address_key), order_by=col(Contact.id))
            .label("rank"),
        )
        .where(
            col(Subscription.state) == State.SUBSCRIBED,
            sqlalchemy.not_(suppressing.clause(col(Contact.address_key), mailing_list_id)),
        )
        .subquery("eligible")
    )
    chosen = eligible.c
    return sqlalchemy.select(chosen.contact_id, chosen.organisation_id, chosen.address, chosen.address_key).where(
        chosen.rank == 1
    )


def count(session: Session, mailing_list_id: int, rule: Rule | None = None) -> Count:
    """Count who of the list matches the rule: those who may be written to and, by reason, those who may not.

    Contacts and excluded together are the members of the list that match the rule.
    """
    audience = selection(mailing_list_id, rule).subquery("audience").c
    contacts, organisations = session.execute(
        sqlalchemy.select(
            sqlalchemy.func.count(audience.contact_id),
            sqlalchemy.func.count(sqlalchemy.distinct(audience.organisation_id)),
        )
    ).one()
    reasons = _members(mailing_list_id, rule, _why_not(mailing_list_id).label("reason")).subquery("reasons").c
    grouped = sqlalchemy.select(reasons.reason, sqlalchemy.func.count()).group_by(reasons.reason)
    excluded = dict(session.execute(grouped).all())
    twice = excluded.pop(None, 0) - contacts
    if twice:
        excluded[SAME_ADDRESS] = twice
    return Count(organisations, contacts, dict(sorted(excluded.items())))


def readers(session: Session, contact_ids: Sequence[int]) -> dict[int, Reader]:
    """Return what letters may say about these contacts (at most 1000), in one query."""
    # Past the ORM, which would look at every column of every row.
    rows = session.connection().execute(
        sqlalchemy.select(
            col(Contact.id),
            col(Contact.civility),
            col(Contact.first_name),
            col(Contact.last_name),
            col(Contact.function),
            col(Organisation.name),
            col(Organisation.kind),
            col(Organisation.departement),
            col(Organisation.postcode),
            col(Organisation.commune),
        )
        .join_from(Contact, Organisation, _employs(), isouter=True)
        .where(col(Contact.id).in_(contact_ids))
    )
    return {row.id: _reader((*row[:8], *_place_names(row[7]), *row[8:])) for row in rows}


def local_missions(session: Session, on: date) -> dict[str, tuple[LocalMission, ...]]:
    """Return the missions locales that are active on a day, by code of their département."""
    rows = session.execute(
        sqlalchemy.select(
            col(Organisation.departement),
            sqlalchemy.func.coalesce(col(Organisation.code), sqlalchemy.cast(col(Organisation.id), sqlalchemy.String)),
            col(Organisation.name),
            col(Organisation.address),
            col(Organisation.postcode),
            col(Organisation.commune),
            col(Organisation.phone),
            col(Organisation.website),
        )
        .where(
            col(Organisation.kind) == OrganisationKind.LOCAL_MISSION,
            col(Organisation.departement).is_not(None),
            sqlalchemy.func.coalesce(col(Organisation.active_from), on) <= on,
            sqlalchemy.func.coalesce(col(Organisation.active_until), on) >= on,
        )
        .order_by(col(Organisation.id))
    )
    found: dict[str, tuple[LocalMission, ...]] = {}
    for departement, *values in rows:
        found[departement] = (*found.get(departement, ()), LocalMission(*values))
    return found


def _members(mailing_list_id: int, rule: Rule | None, *columns: Any) -> Select[Any]:
    """Select from everybody on the list, in whatever state, who matches the rule."""
    statement = (
        sqlalchemy.select(*columns)
        .select_from(Contact)
        .join(Subscription, col(Subscription.contact_id) == col(Contact.id))
        .outerjoin(Organisation, _employs())
        .where(col(Subscription.mailing_list_id) == mailing_list_id)
    )
    return statement if rule is None else statement.where(criteria.expression(rule))


def _employs() -> ColumnElement[bool]:
    joined: ColumnElement[bool] = col(Organisation.id) == col(Contact.organisation_id)
    return joined


def _why_not(mailing_list_id: int) -> ColumnElement[str | None]:
    state = sqlalchemy.case({State.PENDING.value: UNCONFIRMED, State.LEFT.value: LEFT}, value=col(Subscription.state))
    return sqlalchemy.func.coalesce(suppressing.reason_of(col(Contact.address_key), mailing_list_id), state)


def _reader(values: tuple[Any, ...]) -> Reader:
    return Reader(*values)


def _place_names(departement: str | None) -> tuple[str | None, str | None]:
    """Return the names of a département and of its région of today."""
    place = geography.departements().get(departement or "")
    return (place.name, place.region_2016_name) if place else (None, None)
