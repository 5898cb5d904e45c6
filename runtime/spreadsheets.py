"""Tables as files that a spreadsheet opens: `.csv` as French Excel writes it, and `.xlsx`.

Refuses to let a cell act: text that a spreadsheet would take for a formula is written behind an apostrophe (CSV), or as
text (`.xlsx`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

#: Signs that begin a formula in some spreadsheet, their full-width forms included.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
#: Signs that no sheet may have in its name, and how long it may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Table:
    """Rows under a heading."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    #: Columns whose numbers are shares, written as percentages.
    shares: frozenset[int] = frozenset()


def csv_rows(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return one table in UTF-8 with its mark, `;` between cells and CRLF, numbers with a comma."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(cell) for cell in head])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx(tables: Sequence[Table]) -> bytes:
    """Return a workbook with one sheet a table; the same tables are the same bytes."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {True: book.add_format({"num_format": "0.0 %"}), False: book.add_format({"num_format": "#,##0"})}
        for table in tables:
            sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", table.name)[:_LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(table.head):
                sheet.set_column(column, column, _width(table, column))
                sheet.write_string(0, column, title, bold)
            for line, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(line, column, cell)
                    elif cell is not None:
                        sheet.write_number(line, column, cell, formats[column in table.shares])
    return written.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if _FORMULA.match(cell) else cell
    if isinstance(cell, float):
        return f"{cell:.6g}".replace(".", ",")
    return "" if cell is None else str(cell)


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows), default=0)
    return min(60, max(12, len(table.head[column]), longest) + 2)
