"""Workbooks of Excel (.xlsx, .xls), by the library that reads them. Pure.

Refuses what that library cannot read; `sheets` refuses before that what it could not bear.
"""

from __future__ import annotations

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

import python_calamine

from lists.importing.reading.candidates import Candidate, Record
from lists.importing.reading.workbooks import bounds
from lists.importing.reading.workbooks.sheets import Sheet, Sheets
from runtime.language import _


def read(raw: bytes, sheets: Sheets, name: str) -> list[Candidate]:
    """Return every visible sheet of an .xlsx.

    Raises:
        errors.FileRefused: it is protected by a password, damaged or too large.
    """
    return _candidates(raw, name, sheets)


def read_old(raw: bytes, name: str) -> list[Candidate]:
    """Return every visible sheet of an .xls; its format holds 65,536 lines of 256 columns at most.

    Raises:
        errors.FileRefused: it is protected by a password, or damaged.
    """
    return _candidates(raw, name, None)


def _candidates(raw: bytes, name: str, sheets: Sheets | None) -> list[Candidate]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        visible = python_calamine.SheetVisibleEnum.Visible
        titles = [one.name for one in book.sheets_metadata if one.visible == visible]
        return [_candidate(book, title, sheets) for title in titles]
    except python_calamine.PasswordError:
        raise bounds.protected(name) from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise bounds.unreadable(name) from None


def _candidate(book: python_calamine.CalamineWorkbook, title: str, sheets: Sheets | None) -> Candidate:
    beside = Sheet() if sheets is None else sheets.look(title)
    caution = (
        ""
        if sheets
        else _(
            "dans un classeur .xls, les lignes masquées et les formules en erreur ne se voient pas : enregistrez-le au "
            "format .xlsx s’il en a"
        )
    )
    records = partial(_records, book.get_sheet_by_name(title), beside.failed)
    return Candidate(title, records, beside.hidden, caution)


def _records(sheet: python_calamine.CalamineSheet, failed: dict[tuple[int, int], str]) -> Iterator[Record]:
    # The library returns empty lines above the data, but not empty columns to its left.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    hanging = _hanging(sheet)
    missing: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for (line, column), words in failed.items():
        missing[line].append((column, words))
    above: list[str] = []
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = _completed(left + [_text(value) for value in values], missing.pop(number, ()))
        has_own = any(cells)
        for column in hanging.get(number, ()):
            if column < min(len(cells), len(above)):
                cells[column] = above[column]
        above = cells
        # A line of nothing but merged cells is no line.
        yield number, cells if has_own else []
    for number in sorted(missing):
        yield number, _completed([], missing[number])


def _completed(cells: list[str], failed: Any) -> list[str]:
    """Put what stands in cells whose formula failed into a line of values."""
    for column, words in failed:
        cells += [""] * (column - len(cells))
        cells[column - 1] = words
    return cells


def _hanging(sheet: python_calamine.CalamineSheet) -> dict[int, set[int]]:
    """Return, by line, the columns whose cell is merged with the one above; no line below the data."""
    found: dict[int, set[int]] = {}
    height = sheet.end[0] + 1 if sheet.end else 0
    deepest: dict[int, int] = {}
    # A thousand ranges may lie on top of each other: each line of a column is gone through once.
    for (first, column), (last, _right) in sorted(sheet.merged_cell_ranges or ()):
        start = max(first + 1, deepest.get(column, 0))
        stop = min(last + 1, height)
        for row in range(start, stop):
            found.setdefault(row + 1, set()).add(column)
        deepest[column] = max(deepest.get(column, 0), stop)
    return found


def _text(value: Any) -> str:
    match value:
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)
