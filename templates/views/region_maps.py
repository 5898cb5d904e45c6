"""A schematic map of the régions: one tile each, about where it lies, with its figure written on it.

Owns where the tiles stand. The drawing needs neither colour nor a picture of France to be read, and is always shown
beside the table of its figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from templates.views import paper

#: Code of a région of Insee -> column and row. Overseas stands in the last row.
_OVERSEAS = {"01": (0, 6), "02": (1, 6), "03": (2, 6), "04": (3, 6), "06": (4, 6)}
#: Before 2016.
_BEFORE = {
    "31": (3, 0), "25": (1, 1), "23": (2, 1), "22": (3, 1), "21": (4, 1), "41": (5, 1), "42": (6, 1),
    "53": (0, 2), "52": (1, 2), "24": (2, 2), "11": (3, 2), "26": (4, 2), "43": (5, 2),
    "54": (1, 3), "74": (2, 3), "83": (3, 3), "82": (4, 3),
    "72": (1, 4), "73": (2, 4), "91": (3, 4), "93": (4, 4), "94": (6, 5), **_OVERSEAS,
}  # fmt: skip
#: Since 2016.
_SINCE = {
    "32": (3, 0), "28": (2, 1), "11": (3, 1), "44": (4, 1),
    "53": (1, 2), "52": (2, 2), "24": (3, 2), "27": (4, 2),
    "75": (2, 3), "84": (4, 3), "76": (3, 4), "93": (4, 4), "94": (5, 5), **_OVERSEAS,
}  # fmt: skip
_WIDTH, _HEIGHT, _GAP = 92, 54, 4
#: Letters of a line of a name; what is longer is written on two.
_LINE = 13


@dataclass(frozen=True)
class Tile:
    """One région."""

    code: str
    name: str
    #: What is written on it: « 12 / 14 ».
    shown: str
    #: Between 0 and 1: how dark it is; `None` where there is nothing to measure.
    share: float | None


@dataclass(frozen=True)
class _Placed:
    """A tile where it is drawn, in pixels."""

    x: int
    y: int
    name: tuple[str, ...]
    shown: str
    #: 0 (nothing to measure) to 5.
    shade: int


def svg(title: str, tiles: Iterable[Tile]) -> str:
    """Return the map as an SVG element for a page; a région that has no place on it is left to the table."""
    found = list(tiles)
    places = _BEFORE if any(one.code in _BEFORE and one.code not in _SINCE for one in found) else _SINCE
    placed = [_placed(one, *places[one.code]) for one in found if one.code in places]
    said = ", ".join(f"{one.name} {one.shown}" for one in found)
    across = max((one.x for one in placed), default=0) + _WIDTH
    down = max((one.y for one in placed), default=0) + _HEIGHT
    return paper.page("region_map", title=f"{title} : {said}.", tiles=placed, across=across, down=down)


def _placed(tile: Tile, column: int, row: int) -> _Placed:
    shade = 0 if tile.share is None else 1 + min(int(tile.share * 4), 4) if tile.share < 1 else 5
    # Overseas is apart: half a tile lower.
    lower = _HEIGHT // 3 if (column, row) in _OVERSEAS.values() else 0
    x, y = column * (_WIDTH + _GAP), row * (_HEIGHT + _GAP) + lower
    return _Placed(x, y, _lines(tile.name), tile.shown, shade)


def _lines(name: str) -> tuple[str, ...]:
    """Break a name at the hyphen or the space that makes two lines most alike."""
    if len(name) <= _LINE:
        return (name,)
    breaks = [place + 1 for place, sign in enumerate(name[:-1]) if sign in "- \u2019"]
    if not breaks:
        return (name,)
    best = min(breaks, key=lambda place: abs(2 * place - len(name)))
    return name[:best].strip(), name[best:].strip()
