"""The text part: lines of at most 76 columns, never broken inside an address or at a hard space.

Refuses to derive text from HTML: the text part is a template of its own, this module only arranges its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable

COLUMNS = 76

_LEAD = re.compile(r" *(?:(?:[-–•*] +|\d{1,3}\. +)|(?:> ?)+)?")


def arrange(text: str, width: Callable[[str], int] = len) -> str:
    """Arrange a text: wrap long lines, strip line ends, leave at most one blank line in a row, end with one LF.

    `width` measures a word; tokens will be replaced by longer or shorter words.
    """
    lines = [wrapped for line in text.split("\n") for wrapped in _wrapped(line.rstrip(" "), width)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def table(rows: list[list[str]], width: Callable[[str], int] = len) -> str:
    """Set rows of cells in columns; where they do not fit, one cell per line, labelled by the first row."""
    count = max((len(row) for row in rows), default=0)
    columns = [max((width(row[n]) for row in rows if n < len(row)), default=0) for n in range(count)]
    if sum(columns) + 2 * (count - 1) <= COLUMNS:
        return "\n".join(_aligned(row, columns, width) for row in rows)
    records = [
        "\n".join(f"- {head}\u00a0: {cell}" for head, cell in zip(rows[0], row, strict=False)) for row in rows[1:]
    ]
    return "\n\n".join(records)


def _aligned(row: list[str], columns: list[int], width: Callable[[str], int]) -> str:
    cells = [cell + "\u00a0" * (column - width(cell)) for cell, column in zip(row, columns, strict=False)]
    return "\u00a0\u00a0".join(cells).rstrip("\u00a0")


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
