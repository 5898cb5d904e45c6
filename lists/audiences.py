"""Who may be written to now: on the list, confirmed, not suppressed, once per address.

Owns the one statement that decides this, and the figures of who is left out and why. Refuses to load people:
the layer above inserts from the statement and reads what it needs in batches of plain values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col

from lists import geography, organisation_seats, origins
from lists.kinds import Policy, SubscriptionState
from lists.models import Contact, Organisation, Subscription
from lists.permission import informing, special_issues, suppressing
from lists.segments import criteria
from lists.segments.rules import Rule
from runtime import bulk

_ID = Contact.metadata.tables["contact"].c.id
UNCONFIRMED = "unconfirmed"
LEFT = "left"
SAME_ADDRESS = "same_address"
OTHER_CONTACT = "other_contact"

Member = tuple[int, int | None, str, bytes]


@dataclass(frozen=True)
class Count:
    """How many may be written to now, and how many of the list may not."""

    #: Distinct organisations that a letter reaches: one letter to a person who works for two reaches both.
    organisations: int
    #: Contacts that may be written to.
    contacts: int
    #: The others by reason: those of `kinds.Reason`, `unconfirmed`, `left`, `special_only`, `same_address`,
    #: `other_contact` (the policy allows fewer people per organisation). Reasons that nobody has are left out.
    excluded: Mapping[str, int]


#: Kind of an organisation (of `kinds.OrganisationKind`) and code of a département, as far as they are known.
Belonging = tuple[str | None, str | None]


class Reader(NamedTuple):
    """What a letter may say about the person it is written to."""

    contact_id: int
    #: « M. », « Mme », or another title.
    civility: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    function: str | None = None
    #: Name of the organisation.
    organisation: str | None = None
    #: One of `kinds.OrganisationKind`.
    kind: str | None = None
    #: Code of the département.
    departement: str | None = None
    departement_name: str | None = None
    #: The région, with today's borders.
    region_name: str | None = None
    postcode: str | None = None
    commune: str | None = None
    #: Where the list got the reader's address, in words that may be shown to the reader.
    collected_from: str = ""
    #: Whether the list has told the reader so (GDPR art. 14).
    is_informed: bool = True
    #: Whether the reader asked for the letter; set only where `consents.agreed` was called.
    has_agreed: bool = False
    #: Every place that the address belongs to; filled in by `affiliations.widened`, empty until then.
    belongs: frozenset[Belonging] = frozenset()


def selection(
    mailing_list_id: int,
    rule: Rule | None = None,
    policy: Policy = Policy.ALL,
    *,
    special: bool = False,
    among: Select[Any] | None = None,
) -> Select[Member]:
    """Return the statement that selects who may be written to: (contact_id, organisation_id, address, address_key).

    One row per address: that of the lowest contact id. The rows are in the order of the keys, which is no known order.
    `rule` is resolved (`saved.resolve`); `None` means the whole list. Readers who want special issues only are
    included when the issue is `special`. `among` selects the numbers of the only contacts in question.
    """
    chosen = _eligible(mailing_list_id, rule, policy, special=special, among=among)
    # Few addresses belong to more than one contact: only those are compared.
    again = _eligible(mailing_list_id, rule, policy, special=special, among=among)
    first = (
        sqlalchemy.select(sqlalchemy.func.min(again.contact_id))
        .where(again.address_key.in_(_twice()))
        .group_by(again.address_key)
    )
    return (
        sqlalchemy.select(chosen.contact_id, chosen.organisation_id, chosen.address, chosen.address_key)
        .where(chosen.address_key.not_in(_twice()) | chosen.contact_id.in_(first))
        .order_by(chosen.address_key)
    )


def count(
    session: Session,
    mailing_list_id: int,
    rule: Rule | None = None,
    policy: Policy = Policy.ALL,
    *,
    special: bool = False,
) -> Count:
    """Count who of the list matches the rule: those who may be written to and, by reason, those who may not.

    Contacts and excluded together are the members of the list that match the rule. One statement.
    """
    rows = {row.why: row for row in session.execute(counting(mailing_list_id, rule, policy, special=special))}
    excluded = {why: row.contacts for why, row in rows.items() if why is not None}
    if (wanted := rows.get(None)) is None:
        return Count(0, 0, dict(sorted(excluded.items())))
    if twice := wanted.repeated - wanted.distinct:
        excluded[SAME_ADDRESS] = twice
    return Count(wanted.organisations, wanted.contacts - twice, dict(sorted(excluded.items())))


def counting(
    mailing_list_id: int, rule: Rule | None = None, policy: Policy = Policy.ALL, *, special: bool = False
) -> Select[Any]:
    """Return the statement behind `count`: one row per reason; NULL stands for those who may be written to."""
    member = _placed(mailing_list_id, rule, policy, special=special)
    # Materialised, or SQLite works out why somebody is left out again at every use of the answer.
    told = (
        sqlalchemy.select(
            member.organisation_id,
            sqlalchemy.case((member.address_key.in_(_twice()), member.address_key)).label("repeated"),
            sqlalchemy.func.coalesce(
                member.why, sqlalchemy.case((sqlalchemy.not_(member.is_seated), OTHER_CONTACT))
            ).label("why"),
        )
        .cte("told")
        .prefix_with("MATERIALIZED")
        .c
    )
    return sqlalchemy.select(
        told.why,
        sqlalchemy.func.count().label("contacts"),
        sqlalchemy.func.count(sqlalchemy.distinct(told.organisation_id)).label("organisations"),
        sqlalchemy.func.count(told.repeated).label("repeated"),
        sqlalchemy.func.count(sqlalchemy.distinct(told.repeated)).label("distinct"),
    ).group_by(told.why)


def left_out(
    mailing_list_id: int, rule: Rule | None = None, policy: Policy = Policy.ALL, *, special: bool = False
) -> Select[tuple[int, str]]:
    """Return the statement that selects those whom `count` calls excluded: (contact_id, why)."""
    member = _placed(mailing_list_id, rule, policy, special=special)
    wanted = selection(mailing_list_id, rule, policy, special=special).order_by(None).subquery().c
    found = sqlalchemy.func.coalesce(
        member.why,
        sqlalchemy.case((sqlalchemy.not_(member.is_seated), OTHER_CONTACT)),
        sqlalchemy.case(
            (  # the first condition spares the other one for nearly everybody
                member.address_key.in_(_twice()) & member.contact_id.not_in(sqlalchemy.select(wanted.contact_id)),
                SAME_ADDRESS,
            )
        ),
    )
    told = sqlalchemy.select(member.contact_id, found.label("why")).subquery().c
    return sqlalchemy.select(told.contact_id, told.why).where(told.why.is_not(None))


def readers(place: bulk.Executor, contact_ids: Sequence[int], mailing_list_id: int) -> dict[int, Reader]:
    """Return what letters to a list may say about these contacts (at most 1000), in one query."""
    given = bulk.pack_numbers("ids", contact_ids, place) | {"list": mailing_list_id}
    rows = bulk.run(place, _readers, given)
    return {
        row[0]: Reader(*(*row[:8], *_place_names(row[7]), *row[8:-2], origins.shown(row[-2]), row[-1])) for row in rows
    }


def _readers(dialect: str) -> Any:
    here = col(Subscription.mailing_list_id) == sqlalchemy.bindparam("list", type_=sqlalchemy.Integer)
    mine = sqlalchemy.and_(col(Subscription.contact_id) == col(Contact.id), here)
    return (
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
            sqlalchemy.func.coalesce(sqlalchemy.func.nullif(col(Subscription.origin), ""), col(Contact.collected_from)),
            informing.is_informed(),
        )
        .join_from(Contact, Organisation, _employs(), isouter=True)
        .join(Subscription, mine, isouter=True)
        .where(bulk.among(_ID, "ids", dialect))
    )


def _eligible(
    mailing_list_id: int, rule: Rule | None, policy: Policy, *, special: bool, among: Select[Any] | None
) -> Any:
    """Return the columns of who may be written to, before addresses are compared."""
    if policy is Policy.ALL:  # no seat depends on another contact: no window function, and reasons are not needed
        free = sqlalchemy.not_(suppressing.clause(col(Contact.address_key), mailing_list_id))
        wants = sqlalchemy.true() if special else sqlalchemy.not_(_is_reduced(mailing_list_id))
        mine = _members(mailing_list_id, rule).where(
            col(Subscription.state) == SubscriptionState.SUBSCRIBED, free, wants
        )
        return (mine if among is None else mine.where(_ID.in_(among))).subquery().c
    member = _placed(mailing_list_id, rule, policy, special=special)
    wanted = sqlalchemy.select(member.contact_id, member.organisation_id, member.address, member.address_key)
    wanted = wanted if among is None else wanted.where(member.contact_id.in_(among))
    return wanted.where(member.why.is_(None), member.is_seated).subquery().c


def _placed(mailing_list_id: int, rule: Rule | None, policy: Policy, *, special: bool) -> Any:
    """Return the columns of every member, with why they may not be written to and whether they have a seat."""
    why = _why_not(mailing_list_id, special=special).label("why")
    member = (
        _members(mailing_list_id, rule)
        .add_columns(col(Contact.rank), col(Contact.role), col(Contact.nature), why)
        .subquery()
        .c
    )
    return sqlalchemy.select(*member, organisation_seats.is_seated(policy, member).label("is_seated")).subquery().c


def _members(mailing_list_id: int, rule: Rule | None) -> Select[Any]:
    """Select everybody on the list, in whatever state, who matches the rule."""
    columns: tuple[Any, ...] = (
        col(Contact.id).label("contact_id"),
        col(Contact.organisation_id),
        col(Contact.email).label("address"),
        col(Contact.address_key),
    )
    statement = (
        sqlalchemy.select(*columns)
        .select_from(Contact)
        .join(Subscription, col(Subscription.contact_id) == col(Contact.id))
        .where(col(Subscription.mailing_list_id) == mailing_list_id)
    )
    return statement if rule is None else statement.where(criteria.expression(rule))


def _twice() -> Select[bytes]:
    """Select the addresses that more than one contact has, on any list: one index scan."""
    key = col(Contact.address_key)
    return sqlalchemy.select(key).group_by(key).having(sqlalchemy.func.count() > 1).correlate(None)


def _employs() -> ColumnElement[bool]:
    joined: ColumnElement[bool] = col(Organisation.id) == col(Contact.organisation_id)
    return joined


def _is_reduced(mailing_list_id: int) -> ColumnElement[bool]:
    return col(Contact.address_key).in_(special_issues.keys(mailing_list_id))


def _why_not(mailing_list_id: int, *, special: bool) -> ColumnElement[str | None]:
    state = sqlalchemy.case(
        {SubscriptionState.PENDING.value: UNCONFIRMED, SubscriptionState.LEFT.value: LEFT},
        value=col(Subscription.state),
    )
    reasons = [suppressing.reason_of(col(Contact.address_key), mailing_list_id), state]
    if not special:
        reasons.append(sqlalchemy.case((_is_reduced(mailing_list_id), special_issues.SPECIAL_ONLY)))
    return sqlalchemy.func.coalesce(*reasons)


def _place_names(departement: str | None) -> tuple[str | None, str | None]:
    """Return the names of a département and of its région of today."""
    place = geography.departements().get(departement or "")
    return (place.name, place.region_2016_name) if place else (None, None)
