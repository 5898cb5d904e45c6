"""The lists of a Word file: whether their items are numbered, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.editorial.manuscripts.docx import names

_MOST = 9_999


@dataclass(frozen=True)
class Level:
    """How the items of one depth are marked."""

    ordered: bool
    start: int


class Numbering:
    """The lists of one file, by number."""

    def __init__(self, root: Any) -> None:
        children = [] if root is None else list(root)
        shapes = _shapes([one for one in children if names.name(one) == "abstractNum"])
        self._lists: dict[str, tuple[Any, Any]] = {}
        for one in children:
            if names.name(one) == "num":
                shape = names.child(one, "abstractNumId")
                self._lists[names.value(one, "numId")] = (
                    shapes.get(names.value(shape)) if shape is not None else None,
                    one,
                )

    def level(self, number: str, depth: int) -> Level | None:
        """Return how items are marked at a depth (from 0); `None` when they are not marked at all."""
        if number not in self._lists:
            return Level(ordered=False, start=1)
        shape, override = self._lists[number]
        found = _at(shape, "lvl", depth)
        kind = names.child(found, "numFmt")
        said = names.value(kind) if kind is not None else "bullet"
        if said == "none":
            return None
        return Level(said != "bullet", _start(_at(override, "lvlOverride", depth), found))


def _shapes(found: list[Any]) -> dict[str, Any]:
    """Return the shapes of lists by number; a shape may only refer to another one, through a style."""
    styled = {names.value(link): one for one in found if (link := names.child(one, "styleLink")) is not None}
    return {
        names.value(one, "abstractNumId"): one
        if (link := names.child(one, "numStyleLink")) is None
        else styled.get(names.value(link), one)
        for one in found
    }


def _at(holder: Any, wanted: str, depth: int) -> Any:
    if holder is None:
        return None
    return next((one for one in holder if names.name(one) == wanted and names.value(one, "ilvl") == str(depth)), None)


def _start(override: Any, level: Any) -> int:
    for holder, wanted in ((override, "startOverride"), (names.child(override, "lvl"), "start"), (level, "start")):
        found = names.child(holder, wanted)
        if found is not None and names.value(found).isdecimal():
            return min(int(names.value(found)), _MOST)
    return 1
