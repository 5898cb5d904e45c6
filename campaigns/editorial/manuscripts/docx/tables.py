"""Tables of a Word file: merged cells, rows that head the others, rows that were deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.editorial.manuscripts.docx import names
from campaigns.editorial.manuscripts.remarks import Told
from templates.rich_text import nodes

_Blocks = tuple[nodes.Block, ...]
_FIRST_ROW = 0x0020


@dataclass
class _Cell:
    """A cell as it grows downwards."""

    blocks: _Blocks
    header: bool
    colspan: int
    rowspan: int = 1


def read(table: Any, blocks: Callable[[Any], _Blocks], told: Counter[Told]) -> Iterator[nodes.Block]:
    """Yield a table; a single cell is only a frame, and is replaced by its content."""
    rows: list[list[_Cell]] = []
    widths: list[int] = []
    above: dict[int, _Cell] = {}
    headed = _has_first_row(names.child(table, "tblPr"))
    for row in _rows(table):
        properties = names.child(row, "trPr")
        if names.child(properties, "del") is not None:
            told[Told.DELETED] += 1
            continue
        header = names.is_on(properties, "tblHeader") or (headed and not rows)
        above, cells, width = _row(row, above, blocks, header=bool(header))
        rows.append(cells)
        widths.append(width)
    for cells, width in zip(rows, widths, strict=True):  # a row that ends early
        cells.extend(_empty(max(widths) - width, header=bool(cells) and cells[-1].header))
    if len(rows) == 1 and len(rows[0]) == 1:
        yield from rows[0][0].blocks
    elif any(rows):
        told[Told.MERGED] += any(cell.colspan > 1 or cell.rowspan > 1 for cells in rows for cell in cells)
        yield nodes.Table(tuple(tuple(map(_frozen, cells)) for cells in rows if cells))


def _row(
    row: Any, above: dict[int, _Cell], blocks: Callable[[Any], _Blocks], *, header: bool
) -> tuple[dict[int, _Cell], list[_Cell], int]:
    """Return the cells that may grow downwards by their columns, the cells of the row, and its width in columns."""
    below: dict[int, _Cell] = {}
    column = _grid(row, "gridBefore")
    cells = _empty(column, header=header)
    for one in _cells(row):
        properties = names.child(one, "tcPr")
        width = _width(properties)
        merged = names.child(properties, "vMerge")
        continued = merged is not None and names.value(merged) != "restart"
        if continued and column in above:
            cell = above[column]
            cell.rowspan += 1
        else:
            cell = _Cell(blocks(one), header, width)
            cells.append(cell)
        if merged is not None:
            below[column] = cell
        column += width
    after = _grid(row, "gridAfter")
    return below, [*cells, *_empty(after, header=header)], column + after


def _empty(many: int, *, header: bool) -> list[_Cell]:
    """Return cells for the columns that a row leaves out."""
    return [_Cell((), header, 1) for _one in range(many)]


def _grid(row: Any, name: str) -> int:
    left_out = names.child(names.child(row, "trPr"), name)
    return _number(left_out, at_least=0)


def _rows(table: Any) -> Iterator[Any]:
    for one in table:
        match names.name(one):
            case "tr":
                yield one
            case "ins" | "moveTo" | "sdt" | "sdtContent" | "customXml":
                yield from _rows(one)


def _cells(row: Any) -> Iterator[Any]:
    for one in row:
        match names.name(one):
            case "tc":
                yield one
            case "sdt" | "sdtContent" | "customXml":
                yield from _cells(one)


def _width(properties: Any) -> int:
    return _number(names.child(properties, "gridSpan"), at_least=1)


def _number(element: Any, *, at_least: int) -> int:
    said = names.value(element) if element is not None else ""
    return max(at_least, min(int(said), 63)) if said.isascii() and said.isdecimal() and len(said) < 9 else at_least


def _has_first_row(properties: Any) -> bool:
    look = names.child(properties, "tblLook")
    if look is None:
        return False
    first = names.value(look, "firstRow")
    if first:
        return first in {"1", "true", "on"}
    try:
        return bool(int(names.value(look), 16) & _FIRST_ROW)
    except ValueError:
        return False


def _frozen(cell: _Cell) -> nodes.Cell:
    return nodes.Cell(cell.blocks, cell.header, cell.colspan, cell.rowspan)
