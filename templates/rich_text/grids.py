"""A table as a grid: which cell covers which place, what heads it, and how much room it needs.

Pure. Refuses to write anything: `typesetting` prints tables, in HTML and as lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from templates.rich_text import nodes

#: Between the heads of a column that has several, one above the other.
JOINED = ", "
#: Where columns stand side by side: pixels that they have, panels included, and how high their letters are there.
_TELEPHONE, _LETTER = (264, 14), (450, 15)
#: Pixels between the words of two columns, in the two places.
_MARGINS = {_TELEPHONE: 8, _LETTER: 20}
#: Characters of a merge field: its value is not known yet.
_FIELD = 16
#: Widths of bold letters of Arial that are 14 pixels high; capitals, and whatever is not Latin, are wide.
_THIN, _WIDE, _USUAL = 5.0, 12.5, 8.6


@dataclass(frozen=True)
class Place:
    """One place of the grid."""

    cell: nodes.Cell
    #: The column of its cell's left edge, from 0.
    column: int
    #: Whether the cell begins here; else it reaches here from the row above.
    begins: bool
    #: Whether its author left a hole here: the cell is empty, and stands in no row of the table.
    filler: bool = False


@dataclass(frozen=True)
class Grid:
    """The rows of a table; a cell stands once in each row that it reaches."""

    rows: tuple[tuple[Place, ...], ...]
    #: How many of its first rows only head columns.
    headings: int

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max((_range(place).stop for row in self.rows for place in row), default=0)

    @property
    def reaches(self) -> bool:
        """Whether a cell reaches down over several rows: then no row can be read without the one above."""
        return any(not place.begins for row in self.rows for place in row)

    @property
    def fits_telephone(self) -> bool:
        """Whether its columns stand side by side on a small telephone, no word broken."""
        return self._fits(_TELEPHONE)

    @property
    def fits_letter(self) -> bool:
        """Whether its columns stand side by side in a letter, no word broken."""
        return self._fits(_LETTER)

    def heads(self, column: int) -> tuple[nodes.Cell, ...]:
        """Return the cells that head a column, from the top, each once."""
        above = (place.cell for row in self.rows[: self.headings] for place in row if _covers(place, column))
        return tuple(dict.fromkeys(cell for cell in above if cell.blocks))

    def _fits(self, where: tuple[int, int]) -> bool:
        room, height = where
        widths = [0.0] * self.columns
        for place in (place for row in self.rows for place in row if place.begins):
            for column in _range(place):
                widths[column] = max(widths[column], _longest(place.cell) / len(_range(place)))
        return sum(width * height / 14 + _MARGINS[where] for width in widths) <= room


def grid(table: nodes.Table) -> Grid:
    """Lay out a table the way browsers do (HTML, 4.9.12): a cell takes the next free places of its row."""
    rows: list[tuple[Place, ...]] = []
    reaching: dict[int, tuple[Place, int]] = {}
    for row in table.rows:
        placed = list(_placed(row, reaching))
        rows.append(tuple(_filled(sorted(placed, key=lambda place: place.column))))
        reaching = dict(_left(placed, reaching))
    headings = sum(1 for _row in takewhile(lambda row: all(place.cell.header for place in row), rows[:-1]))
    return Grid(tuple(rows), headings)


def _placed(row: tuple[nodes.Cell, ...], reaching: dict[int, tuple[Place, int]]) -> Iterator[Place]:
    taken = {column for place, _rows in reaching.values() for column in _range(place)}
    yield from (Place(place.cell, place.column, begins=False) for place, _rows in reaching.values())
    column = 0
    for cell in row:
        while column in taken:
            column += 1
        yield Place(cell, column, begins=True)
        column += max(1, cell.colspan)


def _filled(placed: list[Place]) -> Iterator[Place]:
    column = 0
    for place in placed:
        yield from (Place(nodes.Cell(()), hole, begins=True, filler=True) for hole in range(column, place.column))
        yield place
        column = _range(place).stop


def _left(placed: list[Place], reaching: dict[int, tuple[Place, int]]) -> Iterator[tuple[int, tuple[Place, int]]]:
    """Yield what reaches the next row, by its column, with the number of rows that it reaches from there."""
    for place in placed:
        rows = place.cell.rowspan if place.begins else reaching[place.column][1]
        if rows > 1:
            yield place.column, (place, rows - 1)


def words(cell: nodes.Cell) -> str:
    """Return what stands in a cell, on one line, without formatting and without merge fields."""
    lines = ("".join(part.text for part in line if isinstance(part, nodes.Text)) for line in _said(cell.blocks))
    return " ".join(filter(None, map(str.strip, lines)))


def _range(place: Place) -> range:
    return range(place.column, place.column + max(1, place.cell.colspan))


def _covers(place: Place, column: int) -> bool:
    return column in _range(place)


def _longest(cell: nodes.Cell) -> float:
    return max(map(_longest_word, _said(cell.blocks)), default=0.0)


def _longest_word(content: tuple[nodes.Inline, ...]) -> float:
    """Return the pixels of the widest word, formatting apart; a hard space breaks no line."""
    line = "".join(
        "x" * _FIELD if isinstance(part, nodes.Merge) else part.text if isinstance(part, nodes.Text) else " "
        for part in content
    )
    return max(sum(map(_width, word)) for word in line.split(" "))


def _width(sign: str) -> float:
    if sign in "ijlftr.,:;'’|!()[]-/\u00a0\u202f":
        return _THIN
    return _WIDE if sign in "mwœæ@%€" or sign.isupper() or ord(sign) > 0x24F else _USUAL


def _said(blocks: tuple[nodes.Block, ...]) -> Iterator[tuple[nodes.Inline, ...]]:
    for block in blocks:
        match block:
            case nodes.Paragraph() | nodes.Heading():
                yield block.content
            case nodes.BulletList() | nodes.OrderedList():
                yield from (line for item in block.items for line in _said(item.blocks))
            case nodes.Quote():
                yield from _said(block.blocks)
            case nodes.Image():
                yield (nodes.Text("x" * _FIELD),)
            case nodes.Table():
                yield from (line for row in block.rows for cell in row for line in _said(cell.blocks))
