"""Tables of HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from campaigns.editorial.manuscripts.html import styling
from campaigns.editorial.manuscripts.html.styling import Fate
from campaigns.editorial.manuscripts.remarks import Told
from templates.rich_text import nodes

_MOST = 1_000


def read(table: Any, blocks: Callable[[Any], tuple[nodes.Block, ...]], told: Counter[Told]) -> Iterator[nodes.Block]:
    """Yield a table; a single cell is only a frame, and is replaced by its content."""
    rows = [tuple(_cell(one, blocks, headed=headed) for one in _cells(row)) for row, headed in _rows(table)]
    filled = [row for row in rows if row]
    if len(filled) == 1 and len(filled[0]) == 1:
        yield from filled[0][0].blocks
    elif filled:
        told[Told.MERGED] += any(cell.colspan > 1 or cell.rowspan > 1 for row in filled for cell in row)
        yield nodes.Table(tuple(filled))


def _rows(table: Any, *, headed: bool = False) -> Iterator[tuple[Any, bool]]:
    for one in table:
        if isinstance(one.tag, str) and styling.fate(one) is Fate.SHOWN:
            if one.tag == "tr":
                yield one, headed
            elif one.tag in {"thead", "tbody", "tfoot"}:
                yield from _rows(one, headed=one.tag == "thead")


def _cells(row: Any) -> Iterator[Any]:
    return (one for one in row if one.tag in {"td", "th"} and styling.fate(one) is Fate.SHOWN)


def _cell(cell: Any, blocks: Callable[[Any], tuple[nodes.Block, ...]], *, headed: bool) -> nodes.Cell:
    return nodes.Cell(blocks(cell), headed or cell.tag == "th", _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: Any, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(int(said), _MOST) if said.isdecimal() and int(said) else 1
