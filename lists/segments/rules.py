"""The rules of segments: a tree of JSON read into frozen nodes. Pure.

Owns the grammar; `fields` says what may be asked about each field. Refuses anything odd with a French sentence that
names the place in the tree. `criteria` turns the nodes into SQL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lists import errors
from lists.segments.fields import FIELDS, One, Reference, RuleField, Value
from runtime.language import _

#: Levels of nesting, nested segments included.
MAX_DEPTH = 12
#: Nodes and listed values of one rule together, nested segments included.
MAX_SIZE = 500
_MAX_TEXT = 200
#: No count is higher than this; Python refuses to print some larger numbers.
_MOST_COUNTED = 10**9


@dataclass(frozen=True, slots=True)
class Every:
    """Every one of the nodes holds; without nodes, everybody matches."""

    nodes: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the nodes holds, at least."""

    nodes: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The node does not hold."""

    node: Rule


@dataclass(frozen=True, slots=True)
class Named:
    """The rule that is kept under this name holds."""

    name: str


@dataclass(frozen=True, slots=True)
class Picked:
    """The node holds and the contact was not taken out by hand, or was put in by hand; never written in JSON."""

    segment_id: int
    node: Rule


@dataclass(frozen=True, slots=True)
class Leaf:
    """A field compared with a value."""

    #: A key of `fields.FIELDS`.
    field: str
    #: One of the operators of that field.
    operator: str
    #: Checked and written as the database has it; for a région, its code.
    value: Value


Rule = Every | Either | Not | Named | Picked | Leaf


def read(text: str) -> object:
    """Read a rule file.

    Raises:
        errors.RuleRefused: it is not JSON, or is nested too deeply.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise errors.RuleRefused(path=_ROOT, reason=_("ce n’est pas du JSON valable")) from None


def parse(tree: object) -> Rule:
    """Check a tree as `json.loads` gives it and return its nodes.

    Raises:
        errors.RuleRefused: with the path of the node at fault and the reason.
    """
    rule = _node(tree, "", 1)
    if size(rule) > MAX_SIZE:
        raise _refused("", _("elle est trop longue"))
    return rule


def size(rule: Rule) -> int:
    """Count the nodes and the listed values of a rule."""
    match rule:
        case Every(nodes) | Either(nodes):
            return 1 + sum(map(size, nodes))
        case Not(node) | Picked(_, node):
            return 1 + size(node)
        case Leaf(value=tuple() as values):
            return 1 + len(values)
        case _:
            return 1


def _node(tree: object, path: str, depth: int) -> Rule:
    if depth > MAX_DEPTH:
        raise _refused(path, _("les conditions sont imbriquées trop profondément"))
    if not isinstance(tree, Mapping):
        raise _refused(path, _("un objet JSON est attendu"))
    if "field" in tree:
        return _leaf(tree, path)
    if len(tree) != 1:
        raise _refused(path, _("une seule clé est attendue parmi all, any, not, segment, ou bien field"))
    [(key, value)] = tree.items()
    return _branch(str(key), value, f"{path}.{key}" if path else str(key), depth)


def _branch(key: str, value: object, here: str, depth: int) -> Rule:
    match key:
        case "all":
            return Every(_nodes(value, here, depth))
        case "any":
            return Either(_nodes(value, here, depth) or _none_of_none(here))
        case "not":
            return Not(_node(value, here, depth + 1))
        case "segment":
            return Named(_text(value, here))
    raise _refused(_brief(here), _("cette clé est inconnue"))


def _nodes(value: object, path: str, depth: int) -> tuple[Rule, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _refused(path, _("une liste est attendue"))
    if len(value) > MAX_SIZE:
        raise _refused(path, _("elle est trop longue"))
    return tuple(_node(tree, f"{path}[{rank}]", depth + 1) for rank, tree in enumerate(value))


def _none_of_none(path: str) -> tuple[Rule, ...]:
    raise _refused(path, _("une liste vide ne désignerait personne"))


def _leaf(tree: Mapping[object, object], path: str) -> Leaf:
    name = tree["field"]
    field = FIELDS.get(name) if isinstance(name, str) else None
    if field is None or not isinstance(name, str):
        known = ", ".join(FIELDS)
        reason = _("le champ « {name} » est inconnu ; choisissez parmi {known}")
        raise _refused(path, reason.format(name=_brief(name), known=known))
    operators = [key for key in tree if key != "field"]
    if len(operators) != 1 or operators[0] not in field.operators:
        reason = _("pour « {name} », un seul opérateur est attendu parmi {known}")
        raise _refused(path, reason.format(name=name, known=", ".join(field.operators)))
    operator = str(operators[0])
    here = f"{path}.{name}" if path else name
    return Leaf(name, operator, _value(field, operator, tree[operator], here))


def _value(field: RuleField, operator: str, raw: object, path: str) -> Value:
    match operator:
        case "exists":
            if not isinstance(raw, bool):
                raise _refused(path, _("true ou false est attendu"))
            return raw
        case "in":
            return _several(field, raw, path)
        case "between":
            return _period(field, raw, path)
        case "contains":
            return _text(raw, path)
    return _one(field, raw, path)


def _several(field: RuleField, raw: object, path: str) -> tuple[str, ...] | tuple[Reference, ...]:
    read = [_one(field, value, path) for value in _values(raw, path)]
    references = tuple(one for one in read if isinstance(one, Reference))
    return references or tuple(map(str, read))


def _values(raw: object, path: str) -> Sequence[object]:
    if not isinstance(raw, list | tuple) or not raw:
        raise _refused(path, _("une liste de valeurs est attendue"))
    if len(raw) > MAX_SIZE:
        raise _refused(path, _("elle est trop longue"))
    return raw


def _period(field: RuleField, raw: object, path: str) -> tuple[date, date]:
    values = _values(raw, path)
    days = [day for value in values if isinstance(day := _one(field, value, path), date)]
    if len(values) != 2 or len(days) != 2 or days[0] > days[1]:
        raise _refused(path, _("deux dates sont attendues, la plus ancienne d’abord"))
    return days[0], days[1]


def _one(field: RuleField, raw: object, path: str) -> One:
    is_count = field.counts and isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) <= _MOST_COUNTED
    text = str(raw) if is_count else _text(raw, path)
    try:
        return field.read(text)
    except errors.PlaceUnknown as unknown:
        raise _refused(path, str(unknown.reason)) from None
    except ValueError:
        reason = _("la valeur « {value} » ne convient pas à ce champ")
        raise _refused(path, reason.format(value=_brief(text))) from None


def _text(raw: object, path: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _refused(path, _("un texte est attendu"))
    # A lone surrogate or a NUL is valid in JSON, but no database accepts it.
    if len(raw) > _MAX_TEXT or not raw.isprintable():
        raise _refused(path, _("ce texte est trop long ou contient un caractère invisible"))
    return raw.strip()


def _brief(value: object) -> str:
    text = str(value)[:40]
    return text if text.isprintable() else ascii(text)


_ROOT = "règle"


def _refused(path: str, reason: str) -> errors.RuleRefused:
    return errors.RuleRefused(path=path[-_MAX_TEXT:] or _ROOT, reason=reason)
