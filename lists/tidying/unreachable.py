"""Organisations that no letter can reach: they have no contact, or no contact who may be written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from lists.history import Happening, Sending
from lists.kinds import Fact, OrganisationKind, SubscriptionState, SuppressionReason
from lists.models import Contact, Organisation, Signature, Subscription
from lists.permission import suppressing
from lists.tidying.organisation_summaries import COLUMNS, OrganisationSummary

NOBODY = "nobody"
BOUNCED = "bounced"
OUT = "out"

_REACHED = (OrganisationKind.COMPANY, OrganisationKind.LOCAL_MISSION, OrganisationKind.REGIONAL_NETWORK)


#: How many issues in a row must miss an organisation before it is reported.
_ISSUES = 3


@dataclass(frozen=True, slots=True)
class Missed:
    """An organisation that issue after issue did not reach."""

    place: OrganisationSummary
    #: How many issues missed it since the last one that reached it.
    issues: int

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {**self.place.as_json(), "issues": self.issues}


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An active organisation without a valid contact."""

    place: OrganisationSummary
    #: `nobody` is known there, an address has `bounced`, or all are `out` of their own will or not on the list.
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {**self.place.as_json(), "why": self.why}


def without_contact(session: Session, mailing_list_id: int, today: date) -> list[Unreachable]:
    """Return the active organisations where nobody may be written to, by name.

    A company whose signatures are all withdrawn need not be reached.
    """
    why = sqlalchemy.case(
        (sqlalchemy.not_(_has(sqlalchemy.true())), NOBODY), (_has(_bounced(mailing_list_id)), BOUNCED), else_=OUT
    )
    statement = sqlalchemy.select(*COLUMNS, why).where(
        col(Organisation.kind).in_([kind.value for kind in _REACHED]),
        sqlalchemy.func.coalesce(col(Organisation.active_until), today) >= today,
        sqlalchemy.not_(_has(_valid(mailing_list_id))),
        _stands(today),
    )
    found = [Unreachable(OrganisationSummary(*row[:-1]), row[-1]) for row in session.execute(statement)]
    return sorted(found, key=lambda one: one.place.order)


def not_reached(session: Session) -> list[Missed]:
    """Return the organisations that three issues or more failed to reach since the last that did, by name.

    An issue that was sent twice is one, and one contact who was reached is enough.
    """
    reached = _sendings(Fact.RECEIVED).add_columns(sqlalchemy.func.max(col(Sending.at)).label("at"))
    last = reached.group_by(col(Contact.organisation_id)).subquery("last")
    issues = sqlalchemy.func.count(sqlalchemy.distinct(col(Sending.work)))
    failed = (
        _sendings(Fact.REFUSED, Fact.BOUNCED)
        .add_columns(issues.label("issues"))
        .outerjoin(last, last.c.organisation_id == col(Contact.organisation_id))
        .where(col(Sending.at) > sqlalchemy.func.coalesce(last.c.at, 0))
        .group_by(col(Contact.organisation_id))
        .having(issues >= _ISSUES)
        .subquery("failed")
    )
    statement = sqlalchemy.select(*COLUMNS, failed.c.issues).join(
        failed, failed.c.organisation_id == col(Organisation.id)
    )
    found = [Missed(OrganisationSummary(*row[:-1]), row[-1]) for row in session.execute(statement)]
    return sorted(found, key=lambda one: one.place.order)


def _sendings(*facts: Fact) -> sqlalchemy.Select[Any]:
    """Select the organisations whose contacts have one of these facts about a sending."""
    return (
        sqlalchemy.select(col(Contact.organisation_id))
        .join_from(Happening, Sending, col(Sending.id) == col(Happening.sending))
        .join(Contact, col(Contact.id) == col(Happening.contact_id))
        .where(col(Happening.fact).in_([fact.value for fact in facts]), col(Contact.organisation_id).is_not(None))
    )


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = col(Contact.organisation_id) == col(Organisation.id)
    return sqlalchemy.exists().where(mine, condition).correlate(Organisation)


def _valid(mailing_list_id: int) -> ColumnElement[bool]:
    on_list = sqlalchemy.exists().where(
        col(Subscription.contact_id) == col(Contact.id),
        col(Subscription.mailing_list_id) == mailing_list_id,
        col(Subscription.state) == SubscriptionState.SUBSCRIBED,
    )
    return on_list & sqlalchemy.not_(suppressing.clause(col(Contact.address_key), mailing_list_id))


def _bounced(mailing_list_id: int) -> ColumnElement[bool]:
    found: ColumnElement[bool] = (
        suppressing.reason_of(col(Contact.address_key), mailing_list_id) == SuppressionReason.BOUNCED
    )
    return found


def _stands(today: date) -> ColumnElement[bool]:
    """Ask for a signature in force, or for no signature at all: a mission locale signs nothing."""
    mine = col(Signature.organisation_id) == col(Organisation.id)
    standing = sqlalchemy.func.coalesce(col(Signature.withdrawn_on) > today, sqlalchemy.true())
    return sqlalchemy.or_(
        sqlalchemy.not_(sqlalchemy.exists().where(mine).correlate(Organisation)),
        sqlalchemy.exists().where(mine, standing).correlate(Organisation),
    )
