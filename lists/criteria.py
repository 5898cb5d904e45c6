"""Segment rules as bound SQL expressions over `Contact` left-joined with `Organisation`.

Owns the meaning of each field and operator. Refuses text: every value is a bound parameter. What is unknown
(no organisation, no région) does not match, and its negation does: a rule and its `not` share out everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import col

from lists import errors, geography
from lists.kinds import SignatureKind
from lists.models import Contact, Organisation, Signature
from lists.segments import Either, Every, Leaf, Named, Not, Rule
from runtime.language import _

_COLUMNS: Mapping[str, Any] = {
    "organisation.kind": col(Organisation.kind),
    "organisation.departement": col(Organisation.departement),
    "organisation.region": col(Organisation.departement),
    "organisation.name": col(Organisation.name),
    "organisation.naf": col(Organisation.naf),
    "organisation.size": col(Organisation.size),
    "contact.role": col(Contact.role),
    "contact.nature": col(Contact.nature),
    "contact.language": col(Contact.language),
}


def expression(rule: Rule) -> ColumnElement[bool]:
    """Compile a rule whose named segments are already resolved (`naming.resolve`).

    Raises:
        errors.RuleRefused: a named segment is left in it.
    """
    match rule:
        case Every(nodes):
            return _every(nodes)
        case Either(nodes):
            return sqlalchemy.or_(sqlalchemy.false(), *map(expression, nodes))
        case Not(node):
            return _opposite(expression(node))
        case Named(name):
            raise errors.RuleRefused(path=name, reason=_("ce segment n’a pas été remplacé par sa règle"))
        case Leaf():
            return _signed([rule]) if _is_about_signature(rule) else _leaf(rule)


def _every(nodes: Iterable[Rule]) -> ColumnElement[bool]:
    """Join the nodes; conditions on a signature that stand side by side speak of one and the same."""
    signatures = [node for node in nodes if isinstance(node, Leaf) and _is_about_signature(node)]
    others = [expression(node) for node in nodes if node not in signatures]
    together = [_signed(signatures)] if signatures else []
    return sqlalchemy.and_(sqlalchemy.true(), *others, *together)


def _opposite(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    # NULL means "does not match" everywhere, so it must become false before it is negated.
    return sqlalchemy.not_(sqlalchemy.func.coalesce(condition, sqlalchemy.false()))


def _leaf(leaf: Leaf) -> ColumnElement[bool]:
    column = _COLUMNS[leaf.field]
    match leaf.operator:
        case "exists":
            return _sure(column.is_not(None) if leaf.value else column.is_(None))
        case "contains":
            return _sure(column.icontains(leaf.value, autoescape=True))
        case "is_not":
            return _opposite(_among(leaf.field, column, (str(leaf.value),)))
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    return _among(leaf.field, column, tuple(map(str, values)))


def _among(field: str, column: Any, values: tuple[str, ...]) -> ColumnElement[bool]:
    match field:
        case "organisation.region":
            codes = {code for value in values for code in geography.region_named(value).departements}
            found = column.in_(sorted(codes))
        case "organisation.naf":
            found = sqlalchemy.or_(*(column.startswith(value, autoescape=True) for value in values))
        case "organisation.name":
            found = sqlalchemy.func.lower(column).in_([sqlalchemy.func.lower(value) for value in values])
        case _:
            found = column.in_(values)
    return _sure(found)


def _is_about_signature(leaf: Leaf) -> bool:
    return leaf.field.startswith("signature.")


def _signed(leaves: list[Leaf]) -> ColumnElement[bool]:
    """Ask for a signature, not withdrawn, of the contact's organisation, that satisfies all the leaves."""
    absent = [leaf for leaf in leaves if leaf.operator == "exists" and not leaf.value]
    wanted = [leaf for leaf in leaves if leaf.operator != "exists"]
    conditions = []
    if len(absent) < len(leaves):
        conditions.append(_has_signature(wanted))
    if absent:
        conditions.append(_opposite(_has_signature([])))
    return sqlalchemy.and_(*conditions)


def _has_signature(leaves: list[Leaf]) -> ColumnElement[bool]:
    signature = aliased(Signature)
    conditions = [_on_signature(signature, leaf) for leaf in leaves]
    return sqlalchemy.exists().where(_stands(signature), *conditions).correlate(Contact, Organisation)


def _stands(signature: type[Signature]) -> ColumnElement[bool]:
    mine = col(signature.organisation_id) == col(Contact.organisation_id)
    return sqlalchemy.and_(mine, col(signature.withdrawn_on).is_(None))


def _on_signature(signature: type[Signature], leaf: Leaf) -> ColumnElement[bool]:
    day: Any = col(signature.signed_on)
    value: Any = leaf.value
    match leaf.field, leaf.operator:
        case "signature.kind", "is":
            condition = _is_kind(signature, value)
        case "signature.kind", "is_not":
            condition = sqlalchemy.not_(_is_kind(signature, value))
        case "signature.kind", _:
            condition = sqlalchemy.or_(*(_is_kind(signature, kind) for kind in value))
        case _, "before":
            condition = day < value
        case _, "after":
            condition = day > value
        case _, "between":
            condition = day.between(*value)
        case _:
            condition = day == value
    return condition


def _is_kind(signature: type[Signature], kind: str) -> ColumnElement[bool]:
    earlier = aliased(Signature)
    renewed = (
        sqlalchemy.exists()
        .where(_stands(earlier), col(earlier.signed_on) < col(signature.signed_on))
        .correlate(Contact, Organisation, signature)
    )
    return renewed if kind == SignatureKind.RENEWED else sqlalchemy.not_(renewed)


def _sure(condition: Any) -> ColumnElement[bool]:
    """Name the type of what a column of `_COLUMNS` was asked."""
    found: ColumnElement[bool] = condition
    return found
