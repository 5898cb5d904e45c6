"""The text of one cell as people see it: no invisible characters, and none of the dressings of a spreadsheet. Pure."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
#: Among them the marks of direction, which a telephone number copied from a page carries.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\u180e\ufeff\u00ad]")
#: The apostrophe that an export puts before what a spreadsheet would take for a formula.
_NEUTRALISED = re.compile("^'(?='*[=+\\-@＝＋－＠])")
#: How an export keeps a spreadsheet from reading a number: ="0102".
_TEXT_FORMULA = re.compile(r'=\s*"((?:[^"]|"")*)"')


def tidy(cell: str) -> str:
    """Return a cell in NFC, without invisible characters, with single plain spaces; see also `exporting`."""
    plain = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", cell))).strip()
    if quoted := _TEXT_FORMULA.fullmatch(plain):
        plain = quoted[1].replace('""', '"').strip()
    return _NEUTRALISED.sub("", plain)
