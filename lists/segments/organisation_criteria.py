"""Criteria of segment rules on organisations and their signatures, as bound SQL expressions over `Organisation`.

Evaluated once per organisation, not once per contact: `criteria` puts the result into a statement about contacts.
Refuses to build SQL from text: every value is a bound parameter. Words compare alike on both databases: names by
`patterns`, codes by their exact text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col

from lists import geography
from lists.kinds import SignatureKind
from lists.models import Organisation, Signature
from lists.segments import patterns
from lists.segments.rules import Either, Every, Leaf, Not, Rule

_COLUMNS: Mapping[str, Any] = {
    "organisation.kind": col(Organisation.kind),
    "organisation.departement": col(Organisation.departement),
    "organisation.region": col(Organisation.departement),
    "organisation.name": col(Organisation.name),
    "organisation.naf": col(Organisation.naf),
    "organisation.size": col(Organisation.size),
}


def is_about(rule: Rule) -> bool:
    """Tell whether a rule has leaves, and every one of them asks about the organisation."""
    match rule:
        case Every(nodes) | Either(nodes):
            return bool(nodes) and all(map(is_about, nodes))
        case Not(node):
            return is_about(node)
        case Leaf(field):
            return field in _COLUMNS or _is_about_signature(rule)
    return False


def holds_without(rule: Rule) -> bool:
    """Tell whether such a rule holds for a contact without an organisation, of which nothing is known then."""
    match rule:
        case Every(nodes):
            return all(map(holds_without, nodes))
        case Either(nodes):
            return any(map(holds_without, nodes))
        case Not(node):
            return not holds_without(node)
        case Leaf(operator="exists", value=is_known):
            return not is_known
        case Leaf(field, "is_not"):
            return field in _COLUMNS  # without a signature, no condition on signatures holds
    return False


def expression(rule: Rule) -> ColumnElement[bool]:
    """Compile a rule of which `is_about` is true; the expression is never NULL."""
    match rule:
        case Every(nodes):
            return _every(nodes)
        case Either(nodes):
            return sqlalchemy.or_(*map(expression, nodes))
        case Not(node):
            return sqlalchemy.not_(expression(node))
        case Leaf() if _is_about_signature(rule):
            return _signed([rule])
        case Leaf():
            return _sure(_leaf(rule))
    raise TypeError(rule)


def _every(nodes: Iterable[Rule]) -> ColumnElement[bool]:
    """Join the nodes; conditions on a signature that stand side by side apply to one and the same signature."""
    signatures = [node for node in nodes if isinstance(node, Leaf) and _is_about_signature(node)]
    others = [expression(node) for node in nodes if node not in signatures]
    return sqlalchemy.and_(*others, *([_signed(signatures)] if signatures else []))


def _leaf(leaf: Leaf) -> Any:
    column = _COLUMNS[leaf.field]
    match leaf.operator:
        case "exists":
            return column.is_not(None) if leaf.value else column.is_(None)
        case "contains":
            return _spelled(column, patterns.containing(str(leaf.value)))
        case "is_not":
            return sqlalchemy.not_(_sure(_among(leaf.field, column, (str(leaf.value),))))
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    return _among(leaf.field, column, tuple(map(str, values)))


def _among(field: str, column: Any, values: tuple[str, ...]) -> Any:
    match field:
        case "organisation.region":
            codes = {code for value in values for code in geography.region_named(value).departements}
            return column.in_(sorted(codes))
        case "organisation.naf":
            # Not LIKE: that of SQLite ignores case.
            return sqlalchemy.or_(*(sqlalchemy.func.substr(column, 1, len(value)) == value for value in values))
        case "organisation.name":
            return sqlalchemy.or_(*(_spelled(column, patterns.equal(value)) for value in values))
    return column.in_(values)


def _sure(condition: Any) -> ColumnElement[bool]:
    # NULL means "does not match" everywhere, so it must become false before it is negated.
    return sqlalchemy.func.coalesce(condition, sqlalchemy.false())


class _Matches(FunctionElement[bool]):
    """`column` matches a pattern, compiled for either database; the arguments are column, glob, regular expression."""

    type = sqlalchemy.Boolean()
    inherit_cache = True


@compiles(_Matches, "sqlite")
def _glob(element: _Matches, compiler: Any, **options: Any) -> str:
    column, glob, _pattern = element.clauses
    return f"({compiler.process(column, **options)} GLOB {compiler.process(glob, **options)})"


@compiles(_Matches, "postgresql")
def _regex(element: _Matches, compiler: Any, **options: Any) -> str:
    column, _pattern, regex = element.clauses
    return f"({compiler.process(column, **options)} ~ {compiler.process(regex, **options)})"


def _spelled(column: Any, spellings: patterns.Patterns) -> ColumnElement[bool]:
    pairs = zip(spellings.globs, spellings.regexes, strict=True)
    return sqlalchemy.or_(
        *(_Matches(column, sqlalchemy.literal(glob), sqlalchemy.literal(regex)) for glob, regex in pairs)
    )


def _is_about_signature(leaf: Leaf) -> bool:
    return leaf.field.startswith("signature.")


def _signed(leaves: list[Leaf]) -> ColumnElement[bool]:
    """Ask for a signature of the organisation, not withdrawn, that satisfies all the leaves."""
    absent = [leaf for leaf in leaves if leaf.operator == "exists" and not leaf.value]
    wanted = [leaf for leaf in leaves if leaf.operator != "exists"]
    conditions = []
    if len(absent) < len(leaves):
        conditions.append(_has_signature(wanted))
    if absent:
        conditions.append(sqlalchemy.not_(_has_signature([])))
    return sqlalchemy.and_(*conditions)


def _has_signature(leaves: list[Leaf]) -> ColumnElement[bool]:
    signature = aliased(Signature)
    conditions = [_on_signature(signature, leaf) for leaf in leaves]
    return sqlalchemy.exists().where(_stands(signature), *conditions).correlate(Organisation)


def _stands(signature: type[Signature]) -> ColumnElement[bool]:
    mine = col(signature.organisation_id) == col(Organisation.id)
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
        .correlate(Organisation, signature)
    )
    return renewed if kind == SignatureKind.RENEWED else sqlalchemy.not_(renewed)
