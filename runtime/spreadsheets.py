"""Tables as files that a spreadsheet opens: `.csv` as French Excel writes it, and `.xlsx`.

Refuses to let a cell act: text that a spreadsheet would take for a formula is written after an apostrophe (CSV; the
import of readers removes it again), or as text (`.xlsx`). The same table gives the same file, whenever it is written.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TypeAlias

from runtime import charsets
from runtime.errors import FieldRefused
from runtime.language import _

#: How the name of a file of one table ends.
ENDINGS = (".csv", ".xlsx")
Cell: TypeAlias = str | int | float | None

#: Characters that begin a formula in some spreadsheet (OWASP, "CSV Injection"), including their full-width forms.
#: Text that already begins with apostrophes gets one more, so that removing one restores what was typed.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
#: A workbook must hold its creation time: always the same moment, so that the file is reproducible.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: Characters that the name of a sheet may not hold, and its greatest length.
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


def require_ending(name: str) -> None:
    """Refuse a name that does not say how the file is written.

    Raises:
        errors.FieldRefused: of the field `file`.
    """
    if _ending(name) not in ENDINGS:
        raise FieldRefused(field="file", reason=_("« {file} » doit finir par .csv ou .xlsx").format(file=name))


def written(name: str, table: Table) -> bytes:
    """Return a table as the contents of a file of that name.

    Raises:
        errors.FieldRefused: the name ends neither in `.csv` nor in `.xlsx`.
    """
    require_ending(name)
    return csv_rows(table.head, table.rows) if _ending(name) == ".csv" else xlsx([table])


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def csv_rows(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return one table in UTF-8 with a byte order mark, `;` between cells and CRLF, numbers with a decimal comma."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([_plain(cell) for cell in head])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx(tables: Sequence[Table]) -> bytes:
    """Return a workbook with one sheet per table, its heading row frozen."""
    import xlsxwriter

    written = io.BytesIO()
    # Row by row through a folder that no other user can read: 50,000 rows in memory are 200 MB.
    with (
        tempfile.TemporaryDirectory(prefix="relais-") as folder,
        xlsxwriter.Workbook(written, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        book.set_properties({"created": _NEVER})
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {True: book.add_format({"num_format": "0.0 %"}), False: book.add_format({"num_format": "#,##0"})}
        for table in tables:
            sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", table.name)[:_LONGEST_NAME])
            sheet.freeze_panes(1, 0)
            for column in range(len(table.head)):
                sheet.set_column(column, column, _width(table, column))
            for column, title in enumerate(table.head):
                sheet.write_string(0, column, title, bold)
            for line, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        # Text never becomes a formula, a number or a link: leading zeros stay.
                        sheet.write_string(line, column, charsets.harmless(cell))
                    elif cell is not None:
                        sheet.write_number(line, column, cell, formats[column in table.shares])
    return written.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        shown = charsets.harmless(cell)
        return f"'{shown}" if _FORMULA.match(cell) else shown
    if isinstance(cell, float):
        return f"{cell:.6g}".replace(".", ",")
    return "" if cell is None else str(cell)


def _width(table: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.rows), default=0)
    return min(60, max(12, len(table.head[column]), longest) + 2)
