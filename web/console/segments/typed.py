"""The form of a segment: conditions as they were typed, in groups, and the buttons that add and take away."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from starlette.datastructures import FormData, QueryParams

from lists.segments import building, phrases
from lists.segments.building import Built, Group
from lists.segments.phrases import PHRASES, Condition, Entry

#: More of either is no form any more.
MOST_GROUPS, MOST_CONDITIONS = 8, 15
_LONGEST = 2_000
_CONDITION = re.compile(r"g(\d)c(\d{1,2})")
_JOINS = (building.ALL, building.ANY, building.NONE)
_FIRST = Condition(next(iter(PHRASES)))
EMPTY = Built(building.ALL, (Group(building.ALL, (_FIRST,)),))


def read(typed: FormData | QueryParams) -> Built:
    """Return what a form holds; what it cannot hold is left out."""
    found: dict[int, dict[int, Condition]] = defaultdict(dict)
    for name in typed:
        match = _CONDITION.fullmatch(name)
        if match and int(match[1]) < MOST_GROUPS and int(match[2]) < MOST_CONDITIONS:
            found[int(match[1])][int(match[2])] = _condition(typed, name)
    groups = tuple(
        Group(_join(typed, f"g{number}"), tuple(conditions[rank] for rank in sorted(conditions)))
        for number, conditions in sorted(found.items())
    )
    return Built(building.ANY if typed.get("ensemble") == building.ANY else building.ALL, groups)


def pressed(built: Built, button: str) -> Built:
    """Return the form after a button was pressed: `groupe`, `plus-0`, `moins-0-1`."""
    act, *numbers = button[:20].split("-")
    ranks = [int(one) for one in numbers if one.isdecimal()]
    groups = list(built.groups)
    if act == "groupe" and len(groups) < MOST_GROUPS:
        groups.append(Group(building.ANY, (_FIRST,)))
    elif act == "plus" and len(ranks) == 1 and ranks[0] < len(groups):
        group = groups[ranks[0]]
        groups[ranks[0]] = replace(group, conditions=(*group.conditions, _FIRST)[:MOST_CONDITIONS])
    elif act == "moins" and len(ranks) == 2 and ranks[0] < len(groups):
        group = groups[ranks[0]]
        rest = tuple(one for rank, one in enumerate(group.conditions) if rank != ranks[1])
        groups[ranks[0]] = replace(group, conditions=rest)
        groups = [one for one in groups if one.conditions]
    return replace(built, groups=tuple(groups))


def _condition(typed: FormData | QueryParams, name: str) -> Condition:
    """Return one condition; what was typed for another phrase does not suit this one."""
    key = str(typed.get(name))
    if key not in PHRASES:
        return _FIRST
    values = tuple(str(one)[:_LONGEST] for one in typed.getlist(f"{name}v"))
    if typed.get(f"{name}p", key) != key:
        return Condition(key)
    if PHRASES[key].entry is Entry.CHOICES:
        known = dict(phrases.choices(PHRASES[key]))
        values = tuple(one for one in values if one in known)
    return Condition(key, values)


def _join(typed: FormData | QueryParams, name: str) -> str:
    said = str(typed.get(name))
    return said if said in _JOINS else building.ALL
