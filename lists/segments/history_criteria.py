"""Criteria of segment rules on the past, as bound SQL expressions over `Contact`: the history part of `criteria`.

Refuses « the last N days » until `resolve` has turned them into a moment: a compiled rule does not know the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import col

from lists import errors
from lists.history import Happening, Sending
from lists.kinds import Fact
from lists.models import Contact
from lists.segments.fields import Reference
from lists.segments.rules import Leaf
from runtime.language import _

_DAY = 86_400
NOT_REACHED_FOR = "history.not_reached_for"
_FACTS = {
    "history.received": (Fact.RECEIVED,),
    "history.clicked": (Fact.CLICKED,),
    "history.bounced": (Fact.REFUSED, Fact.BOUNCED),
    "history.replied": (Fact.REPLIED,),
}


def is_about_history(leaf: Leaf) -> bool:
    """Tell whether this module knows the field."""
    return leaf.field.startswith("history.")


def resolve(leaf: Leaf, now: int) -> Leaf:
    """Return the leaf with « the last N days » as a moment."""
    match leaf.value:
        case Reference() as one:
            return Leaf(leaf.field, leaf.operator, _since(one, now))
        case (Reference(), *_):
            moments = tuple(_since(one, now) for one in leaf.value if isinstance(one, Reference))
            return Leaf(leaf.field, leaf.operator, moments)
    return leaf


def expression(leaf: Leaf) -> ColumnElement[bool]:
    """Compile a leaf about the history; it is never NULL.

    Raises:
        errors.RuleRefused: days that nobody resolved are left in it.
    """
    match leaf.value:
        case bool() as is_known:
            known = _happened(leaf.field, sqlalchemy.true())
            return known if is_known else sqlalchemy.not_(known)
        case int() as issues:
            return _not_reached_for(issues)
        case Reference() as one:
            references: Iterable[Any] = (one,)
        case others:
            references = others if isinstance(others, tuple) else ()
    found = sqlalchemy.or_(*(_asked(leaf.field, one) for one in references))
    return sqlalchemy.not_(found) if leaf.operator == "is_not" else found


def _since(one: Reference, now: int) -> Reference:
    return Reference("since", now - one.number * _DAY) if one.kind == "days" else one


def _asked(field: str, one: Reference) -> ColumnElement[bool]:
    return _happened(field, _is_about(one)) if one.kind == "since" else _is_among(field, one)


def _happened(field: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    facts = [fact.value for fact in _FACTS[field]]
    mine = col(Happening.contact_id) == col(Contact.id)
    return sqlalchemy.exists().where(mine, col(Happening.fact).in_(facts), condition).correlate(Contact)


def _is_among(field: str, one: Reference) -> ColumnElement[bool]:
    """Read all facts of one sending, which are stored together in the table, and look the contact up in them."""
    facts = [fact.value for fact in _FACTS[field]]
    told = sqlalchemy.select(col(Happening.contact_id)).where(col(Happening.fact).in_(facts), _is_about(one))
    found: ColumnElement[bool] = col(Contact.id).in_(told)
    return found


def _is_about(one: Reference) -> ColumnElement[bool]:
    match one.kind:
        case "campaign":
            about: ColumnElement[bool] = col(Happening.sending) == one.number
        case "issue":
            about = col(Happening.sending).in_(
                sqlalchemy.select(col(Sending.id)).where(col(Sending.work) == one.number)
            )
        case "since":
            about = col(Happening.at) >= one.number
        case _:
            raise errors.RuleRefused(
                path=f"days:{one.number}", reason=_("ces jours n’ont pas été rapportés à une date")
            )
    return about


def _not_reached_for(issues: int) -> ColumnElement[bool]:
    """Ask for at least `issues` misses since the last issue that reached the contact; one sent twice counts once."""
    lost = aliased(Happening)
    sending = aliased(Sending)
    failed = [Fact.REFUSED.value, Fact.BOUNCED.value]
    since = sqlalchemy.func.coalesce(_last_reached(), 0)
    many = (
        sqlalchemy.select(sqlalchemy.func.count(sqlalchemy.distinct(col(sending.work))))
        .join_from(lost, sending, col(sending.id) == col(lost.sending))
        .where(col(lost.contact_id) == col(Contact.id), col(lost.fact).in_(failed), col(sending.at) > since)
        .correlate(Contact)
        .scalar_subquery()
    )
    reached: ColumnElement[bool] = many >= issues
    return reached


def _last_reached() -> sqlalchemy.ScalarSelect[int]:
    """Return when the last sending that reached the contact left."""
    got, sending = aliased(Happening), aliased(Sending)
    return (
        sqlalchemy.select(sqlalchemy.func.max(col(sending.at)))
        .join_from(got, sending, col(sending.id) == col(got.sending))
        .where(col(got.contact_id) == col(Contact.id), col(got.fact) == Fact.RECEIVED.value)
        .correlate(Contact)
        .scalar_subquery()
    )
