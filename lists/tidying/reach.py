"""Organisations that no letter can reach: nobody there, or nobody who may be written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from lists import suppressing
from lists.kinds import OrganisationKind, Reason, State
from lists.models import Contact, Organisation, Signature, Subscription
from lists.tidying.places import COLUMNS, Place

NOBODY = "nobody"
BOUNCED = "bounced"
OUT = "out"

_REACHED = (OrganisationKind.COMPANY, OrganisationKind.LOCAL_MISSION, OrganisationKind.REGIONAL_NETWORK)


@dataclass(frozen=True, slots=True)
class Unreachable:
    """An active organisation without a valid contact."""

    place: Place
    #: `nobody` is known there, an address has `bounced`, or all are `out` of their own will or not on the list.
    why: str


def without_contact(session: Session, mailing_list_id: int, today: date) -> list[Unreachable]:
    """Return the active organisations where nobody may be written to, by name.

    A company whose signatures are all withdrawn is none that must be reached.
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
    found = [Unreachable(Place(*row[:-1]), row[-1]) for row in session.execute(statement)]
    return sorted(found, key=lambda one: one.place.order)


def _has(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = col(Contact.organisation_id) == col(Organisation.id)
    return sqlalchemy.exists().where(mine, condition).correlate(Organisation)


def _valid(mailing_list_id: int) -> ColumnElement[bool]:
    on_list = sqlalchemy.exists().where(
        col(Subscription.contact_id) == col(Contact.id),
        col(Subscription.mailing_list_id) == mailing_list_id,
        col(Subscription.state) == State.SUBSCRIBED,
    )
    return on_list & sqlalchemy.not_(suppressing.clause(col(Contact.address_key), mailing_list_id))


def _bounced(mailing_list_id: int) -> ColumnElement[bool]:
    found: ColumnElement[bool] = suppressing.reason_of(col(Contact.address_key), mailing_list_id) == Reason.BOUNCED
    return found


def _stands(today: date) -> ColumnElement[bool]:
    """Ask for a signature that stands, or for none at all: a mission signs nothing."""
    mine = col(Signature.organisation_id) == col(Organisation.id)
    standing = sqlalchemy.func.coalesce(col(Signature.withdrawn_on) > today, sqlalchemy.true())
    return sqlalchemy.or_(
        sqlalchemy.not_(sqlalchemy.exists().where(mine).correlate(Organisation)),
        sqlalchemy.exists().where(mine, standing).correlate(Organisation),
    )
