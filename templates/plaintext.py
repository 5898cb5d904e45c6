"""The text part: lines of at most 76 columns, never broken inside an address or at a hard space.

Refuses to derive text from HTML: the text part is a template of its own, this module only arranges its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

COLUMNS = 76

_LEAD = re.compile(r" *(?:(?:[-–•*] +|\d{1,3}\. +)|(?:> ?)+)?")


@dataclass(frozen=True)
class Cell:
    """A cell of a table of text, on one line."""

    text: str
    #: How many columns it takes.
    span: int = 1
    #: `right` or `center`, else its text begins at the left edge.
    align: str = ""
    #: Whether it stands in the row above and reaches down here: a column does not say it twice, a record does.
    again: bool = False


def arrange(text: str, width: Callable[[str], int] = len) -> str:
    """Arrange a text: wrap long lines, strip line ends, leave at most one blank line in a row, end with one LF.

    `width` measures a word; tokens will be replaced by longer or shorter words.
    """
    lines = [wrapped for line in text.split("\n") for wrapped in _wrapped(line.rstrip(" "), width)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def table(rows: list[list[Cell]], heads: list[str], headings: int = 1, width: Callable[[str], int] = len) -> str:
    """Set rows of cells in columns; where they do not fit, one cell per line, labelled by the head of its column.

    `heads` has what heads each column, an empty string where nothing does; the first rows, `headings` of them, only
    repeat it.
    """
    columns = _columns(rows, len(heads), width)
    if sum(columns) + len(_BETWEEN) * (len(columns) - 1) <= COLUMNS:
        return "\n".join(_aligned(row, columns, width) for row in rows)
    return "\n\n".join(filter(None, (_record(row, heads) for row in rows[headings:])))


#: Between two columns.
_BETWEEN = "\u00a0\u00a0"


def _columns(rows: list[list[Cell]], count: int, width: Callable[[str], int]) -> list[int]:
    """Return the width of each column; where a cell takes several, the last one of them gives way."""
    columns = [0] * count
    for several in (False, True):
        for row in rows:
            column = 0
            for cell in row:
                last = column + cell.span - 1
                if (cell.span > 1) is several and not cell.again:
                    others = sum(columns[column:last]) + len(_BETWEEN) * (cell.span - 1)
                    columns[last] = max(columns[last], width(cell.text) - others)
                column = last + 1
    return columns


def _aligned(row: list[Cell], columns: list[int], width: Callable[[str], int]) -> str:
    written, column = [], 0
    for cell in row:
        room = sum(columns[column : column + cell.span]) + len(_BETWEEN) * (cell.span - 1)
        column += cell.span
        text = "" if cell.again else cell.text
        left = {"right": room - width(text), "center": (room - width(text)) // 2}.get(cell.align, 0)
        written.append("\u00a0" * left + text + "\u00a0" * (room - width(text) - left))
    return _BETWEEN.join(written).rstrip("\u00a0")


def _record(row: list[Cell], heads: list[str]) -> str:
    lines, column = [], 0
    for cell in row:
        named = dict.fromkeys(filter(None, heads[column : column + cell.span]))
        column += cell.span
        if cell.text:
            lines.append(f"- {', '.join(named)}\u00a0: {cell.text}" if named else f"- {cell.text}")
    return "\n".join(lines)


def _wrapped(line: str, width: Callable[[str], int]) -> list[str]:
    if width(line) <= COLUMNS:
        return [line]
    lead = _LEAD.match(line)
    first = lead.group() if lead else ""
    rest = first if ">" in first else " " * len(first)
    lines = [first]
    empty = True
    for word in line[len(first) :].split(" "):
        if not empty and width(lines[-1]) + 1 + width(word) > COLUMNS:
            lines.append(rest)
            empty = True
        lines[-1] += word if empty else f" {word}"
        empty = False
    return lines
