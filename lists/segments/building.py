"""A rule as groups of conditions: what a form can show and change. Pure.

Refuses to show a rule that is built otherwise: `of_tree` gives `None`, and the rule is kept as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lists.segments import phrases
from lists.segments.phrases import Condition

#: How the conditions of a group hold together.
ALL, ANY, NONE = "all", "any", "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions, of which all hold, or one at least, or none."""

    join: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """Groups, all of which hold, or one at least."""

    join: str
    groups: tuple[Group, ...]


def tree(built: Built) -> dict[str, Any] | None:
    """Return the JSON of a rule; `None` while a condition is not typed to its end."""
    found = [_tree(group) for group in built.groups if group.conditions]
    whole = [one for one in found if one is not None]
    if len(whole) < len(found):
        return None
    if len(whole) == 1:
        return whole[0]
    return {ALL: whole} if built.join == ALL or not whole else {ANY: whole}


def of_tree(node: Any) -> Built | None:
    """Return a rule as groups; `None` when it cannot be shown so."""
    if (group := _group(node)) is not None:
        return Built(ALL, (group,) if group.conditions else ())
    for join in (ALL, ANY):
        if isinstance(node, dict) and set(node) == {join} and isinstance(node[join], list):
            return _groups(join, node[join])
    return None


def _groups(join: str, nodes: list[Any]) -> Built | None:
    alone = tuple(found for one in nodes if (found := phrases.of_tree(one)) is not None)
    others = [_group(one) for one in nodes if phrases.of_tree(one) is None]
    known = [one for one in others if one is not None]
    if len(known) < len(others):
        return None
    # Conditions on a signature that stand side by side are about one signature: they stay side by side.
    return Built(join, (*([Group(join, alone)] if alone else []), *known))


def _tree(group: Group) -> dict[str, Any] | None:
    found = [phrases.tree(one) for one in group.conditions]
    nodes = [one for one in found if one is not None]
    if len(nodes) < len(found):
        return None
    return {"not": {ANY: nodes}} if group.join == NONE else {group.join: nodes}


def _group(node: Any) -> Group | None:
    if (alone := phrases.of_tree(node)) is not None:
        return Group(ALL, (alone,))
    join, inner = NONE, node
    if isinstance(node, dict) and set(node) == {"not"}:
        inner = node["not"]
        wanted = {ANY}
    else:
        wanted = {ALL, ANY}
    if not isinstance(inner, dict) or len(inner) != 1 or not set(inner) <= wanted:
        return None
    [(key, nodes)] = inner.items()
    if not isinstance(nodes, list):
        return None
    conditions = [phrases.of_tree(one) for one in nodes]
    known = tuple(one for one in conditions if one is not None)
    return Group(key if inner is node else join, known) if len(known) == len(conditions) else None
