"""Segment rules as bound SQL expressions over `Contact`: how nodes are joined, and criteria on the contact itself.

Criteria on the organisation are in `organisation_criteria`, on the past in `history_criteria`. Refuses to build SQL
from text: every value is a bound parameter. What is unknown (no organisation, no région) does not match, and its
negation does: everybody matches either a rule or its `not`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import col

from lists import errors
from lists.models import Contact, Organisation
from lists.segments import history_criteria, organisation_criteria
from lists.segments.handpicking import Pick
from lists.segments.rules import Either, Every, Leaf, Named, Not, Picked, Rule
from runtime.language import _

_COLUMNS: Mapping[str, Any] = {
    "contact.role": col(Contact.role),
    "contact.nature": col(Contact.nature),
    "contact.language": col(Contact.language),
}


def expression(rule: Rule) -> ColumnElement[bool]:
    """Compile a rule whose named segments are already resolved (`saved.resolve`); it is never NULL.

    Raises:
        errors.RuleRefused: a named segment, or days that nobody counted, are left in it.
    """
    if organisation_criteria.is_about(rule):
        return _employed(rule)
    match rule:
        case Every(nodes):
            return sqlalchemy.and_(sqlalchemy.true(), *_gathered(nodes, Every))
        case Either(nodes):
            return sqlalchemy.or_(sqlalchemy.false(), *_gathered(nodes, Either))
        case Not(node):
            return sqlalchemy.not_(expression(node))
        case Picked(segment_id, node):
            out = sqlalchemy.not_(_is_picked(segment_id, wanted=False))
            return sqlalchemy.or_(_is_picked(segment_id, wanted=True), sqlalchemy.and_(expression(node), out))
        case Named(name):
            raise errors.RuleRefused(path=name, reason=_("ce segment n’a pas été remplacé par sa règle"))
    return history_criteria.expression(rule) if history_criteria.is_about_history(rule) else _leaf(rule)


def _gathered(nodes: tuple[Rule, ...], join: Callable[[tuple[Rule, ...]], Rule]) -> list[ColumnElement[bool]]:
    """Compile the nodes, those about the organisation together: one subquery per organisation, not one per node."""
    about = tuple(node for node in nodes if organisation_criteria.is_about(node))
    others = [expression(node) for node in nodes if not organisation_criteria.is_about(node)]
    return others + ([_employed(join(about))] if about else [])


def _employed(rule: Rule) -> ColumnElement[bool]:
    """Put a condition on organisations into a statement about contacts, who may have no organisation."""
    wanted = sqlalchemy.select(col(Organisation.id)).where(organisation_criteria.expression(rule)).correlate(None)
    mine = col(Contact.organisation_id)
    if organisation_criteria.holds_without(rule):
        return sqlalchemy.or_(mine.is_(None), mine.in_(wanted))
    return sqlalchemy.and_(mine.is_not(None), mine.in_(wanted))


def _leaf(leaf: Leaf) -> ColumnElement[bool]:
    column = _COLUMNS[leaf.field]
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    match leaf.operator:
        case "exists":
            found: ColumnElement[bool] = column.is_not(None) if leaf.value else column.is_(None)
        case "is_not":
            found = column.not_in(values)
        case _:
            found = column.in_(values)
    return found


def _is_picked(segment_id: int, *, wanted: bool) -> ColumnElement[bool]:
    mine = col(Pick.contact_id) == col(Contact.id)
    here = sqlalchemy.and_(col(Pick.segment_id) == segment_id, col(Pick.included).is_(wanted))
    return sqlalchemy.exists().where(mine, here).correlate(Contact)
