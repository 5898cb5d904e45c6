"""Spreadsheets (.xlsx, .xls, .ods) as tables of text, as if each sheet had been saved as CSV. Pure.

Numbers come without the `.0` that the format adds, days in ISO, and a cell that is merged downwards gives its
text on every line. Refuses what is protected or damaged, and archives that are too large once unpacked.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

import python_calamine

from lists import errors
from lists.importing.reading.candidates import Candidate, Record
from runtime.language import _

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Of all files in the archive together, once unpacked.
_LARGEST = 500_000_000


def is_one(raw: bytes) -> bool:
    """Tell whether these bytes are those of a spreadsheet, whatever the file is called."""
    return raw.startswith((_ZIP, _OLD_EXCEL))


def read(raw: bytes, name: str) -> list[Candidate]:
    """Return every visible sheet as a table.

    Raises:
        errors.FileRefused: it is another kind of archive, protected by a password, damaged or too large.
    """
    if raw.startswith(_ZIP):
        _require_sane(raw, name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        visible = python_calamine.SheetVisibleEnum.Visible
        named = [one.name for one in book.sheets_metadata if one.visible == visible]
        return [Candidate(title, partial(_records, book.get_sheet_by_name(title))) for title in named]
    except python_calamine.PasswordError:
        reason = _("ce classeur est protégé par un mot de passe, enlevez-le avant de l’importer")
    except (python_calamine.CalamineError, OSError, ValueError):
        reason = _(
            "ce n’est pas un classeur lisible, ouvrez-le dans le tableur et enregistrez-le au format .xlsx ou CSV"
        )
    raise errors.FileRefused(name=name, reason=reason)


def _require_sane(raw: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise errors.FileRefused(name=name, reason=_("c’est une archive endommagée")) from None
    if size > _LARGEST:
        reason = _("une fois ouvert, ce classeur pèserait plus de 500 Mo")
        raise errors.FileRefused(name=name, reason=reason)


def _records(sheet: python_calamine.CalamineSheet) -> Iterator[Record]:
    # The library returns empty lines above the data, but not empty columns to its left.
    left = [""] * (sheet.start[1] if sheet.start else 0)
    hanging = _hanging(sheet)
    above: list[str] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = left + [_text(value) for value in row]
        for column in hanging.get(number, ()):
            if column < min(len(cells), len(above)):
                cells[column] = above[column]
        above = cells
        yield number, cells


def _hanging(sheet: python_calamine.CalamineSheet) -> dict[int, list[int]]:
    """Return, by line, the columns whose cell is merged with the one above."""
    found: dict[int, list[int]] = {}
    for (first, column), (last, _right) in sheet.merged_cell_ranges or ():
        for row in range(first + 1, last + 1):
            found.setdefault(row + 1, []).append(column)
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
