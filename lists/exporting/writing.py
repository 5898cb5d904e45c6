"""A table as the bytes of a file that French Excel opens right, and that says the same each time. Pure.

CSV has a mark, semicolons and CRLF; what a spreadsheet would take for a formula gets an apostrophe before it,
which the import takes off again. Workbooks hold text only and bear no date.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime

import xlsxwriter

#: OWASP, "CSV Injection": the full-width signs are taken for the others in some languages.
_FORMULA = re.compile("^'*[=+\\-@\t\r＝＋－＠]")
#: A workbook must say when it was made; always the same moment, so that the same table is the same file.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDEST = 40

Row = Sequence[str]


def as_csv(headings: Row, rows: Sequence[Row]) -> bytes:
    """Return a table as CSV."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Row, rows: Sequence[Row]) -> bytes:
    """Return a table as a workbook of one sheet, its headings fixed above."""
    held = io.BytesIO()
    # Row by row through a folder that nobody else can read: 50,000 rows in memory are 200 MB.
    with (
        tempfile.TemporaryDirectory(prefix="relais-") as folder,
        xlsxwriter.Workbook(held, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        book.set_properties({"created": _NEVER})
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for rank, heading in enumerate(headings):
            sheet.write_string(0, rank, heading, bold)
        for rank, heading in enumerate(headings):
            longest = max((len(row[rank]) for row in rows), default=0)
            sheet.set_column(rank, rank, min(max(longest, len(heading)) + 2, _WIDEST))
        for number, row in enumerate(rows, start=1):
            for rank, cell in enumerate(row):
                if cell:
                    # Text never becomes a formula, a number or a link: leading zeros stay.
                    sheet.write_string(number, rank, cell)
    return held.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
