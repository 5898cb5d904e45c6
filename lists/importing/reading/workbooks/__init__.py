"""Spreadsheets (.xlsx, .xls, .ods) as tables of text, as if each sheet had been saved as CSV. Pure.

Numbers come without the `.0` that the format adds, days in ISO, and a cell that is merged downwards gives its
text on every line. A formula in error, or without its result, comes as such. Refuses what is protected, damaged or
of another format, and archives and sheets that are too large once unpacked: a few octets can ask for more memory
than there is.
"""

from __future__ import annotations

import io
import zipfile

from lists import errors
from lists.importing.reading.candidates import Candidate
from lists.importing.reading.workbooks import excel, opendocument
from lists.importing.reading.workbooks.sheets import Sheets
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
    if not raw.startswith(_ZIP):
        return excel.read_old(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _require_sane(archive, name)
            if opendocument.is_one(archive):
                return opendocument.read(archive, name)
            return excel.read(raw, Sheets(archive, name), name)
    except zipfile.BadZipFile:
        raise errors.FileRefused(name=name, reason=_("c’est une archive endommagée")) from None


def _require_sane(archive: zipfile.ZipFile, name: str) -> None:
    if sum(member.file_size for member in archive.infolist()) > _LARGEST:
        reason = _("une fois ouvert, ce classeur pèserait plus de 500 Mo")
        raise errors.FileRefused(name=name, reason=reason)
