"""The text of a file as lines of named cells: separator, headings, titles and totals. Pure.

Refuses a file without recognisable headings; lines are numbered as a text editor numbers them, a record over
several lines by its first.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lists import errors
from lists.folding import fold
from lists.importing import headings
from lists.importing.reports import Notes, Rejected, Skipped
from lists.kinds import ImportKind
from runtime.language import _, ngettext

_SEPARATORS = ";,\t|"
#: Headings further down than this are not looked for.
_TITLE_LINES = 30
#: A cell with more line breaks than this is a quotation mark that somebody forgot to close.
_MOST_LINES = 30
_TOTAL = re.compile(r"(sous )?total( general)?( \d+)*( (entreprises|signataires|lignes|contacts))?")
_IDENTIFYING = frozenset(("siren", "siret", "code", "email"))
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_IN_LINE = re.compile(r'[;,\t"]+')

Record = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of data."""

    line: int
    #: By field; tidied, never empty.
    cells: dict[str, str]


def read(text: str, name: str, kind: ImportKind, notes: Notes) -> Iterator[Row]:
    """Yield the lines of data, and note titles, totals, empty lines and columns that nobody knows.

    Raises:
        errors.FileRefused: no headings were found, or a quotation mark is never closed.
    """
    found = max((_headings(text, name, kind, separator) for separator in _SEPARATORS), key=_merit)
    separator, line, columns = found
    if not columns:
        if kind is ImportKind.OBJECTIONS and "@" in text:
            return iter(_bare_addresses(text, notes))
        reason = _("ses en-têtes sont introuvables, une ligne doit porter {expected}")
        raise errors.FileRefused(name=name, reason=reason.format(expected=headings.expected(kind)))
    return _rows(_records(text, name, separator), line, columns, notes)


def tidy(cell: str) -> str:
    """Return a cell in NFC, without invisible characters, with single plain spaces."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", cell))).strip()


def _records(text: str, name: str, separator: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _unclosed(name, line) from None
        if reader.line_num - line > _MOST_LINES:
            raise _unclosed(name, line)
        yield line, cells


def _unclosed(name: str, line: int) -> errors.FileRefused:
    reason = _("un guillemet ouvert à la ligne {line} n’est jamais refermé")
    return errors.FileRefused(name=name, reason=reason.format(line=line))


def _headings(text: str, name: str, kind: ImportKind, separator: str) -> tuple[str, int, dict[int, str]]:
    best: tuple[str, int, dict[int, str]] = separator, 0, {}
    try:
        for rank, (line, cells) in enumerate(_records(text, name, separator)):
            candidate = separator, line, headings.match(kind, cells)
            best = max(best, candidate, key=_merit)
            if rank >= _TITLE_LINES:
                break
    except errors.FileRefused:
        # With a wrong separator quotation marks may look unclosed; with the right one it is said later.
        return best
    return best


def _merit(found: tuple[str, int, dict[int, str]]) -> int:
    return len(found[2])


def _rows(records: Iterator[Record], heading: int, columns: dict[int, str], notes: Notes) -> Iterator[Row]:
    empty: list[int] = []
    width = 0
    for line, cells in records:
        tidied = [tidy(cell) for cell in cells]
        if not any(tidied):
            empty.append(line)
        elif line < heading:
            notes.noticed.append(Skipped(line, _("titre au-dessus des en-têtes")))
        elif line == heading:
            width = len(tidied)
            _note_unknown(line, tidied, columns, notes)
        elif any(tidied[width:]):
            reason = _("la ligne a plus de cellules que d’en-têtes")
            notes.rejected.append(Rejected(line, "", "", reason))
            yield Row(line, {})
        else:
            yield from _row(line, tidied, columns, notes)
    _note_empty(empty, notes)


def _row(line: int, tidied: list[str], columns: dict[int, str], notes: Notes) -> Iterator[Row]:
    cells = {field: tidied[rank] for rank, field in columns.items() if rank < len(tidied) and tidied[rank]}
    if not _identified(cells) and any(map(_is_total, tidied)):
        notes.noticed.append(Skipped(line, _("ligne de total")))
    elif cells:
        yield Row(line, cells)
    else:
        notes.noticed.append(Skipped(line, _("rien dans les colonnes connues")))


def _identified(cells: dict[str, str]) -> bool:
    """Tell whether a row names somebody, so that « Total » in it may well be a company."""
    return any(field in _IDENTIFYING and not _is_total(cell) for field, cell in cells.items())


def _is_total(cell: str) -> bool:
    return _TOTAL.fullmatch(fold(cell)) is not None


def _note_unknown(line: int, tidied: list[str], columns: dict[int, str], notes: Notes) -> None:
    for rank, cell in enumerate(tidied):
        if cell and rank not in columns:
            notes.noticed.append(Skipped(line, _("colonne inconnue « {name} »").format(name=cell)))


def _note_empty(lines: list[int], notes: Notes) -> None:
    """Note runs of empty lines once each: a spreadsheet may leave a thousand at the end."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    for run in runs:
        reason = ngettext("{n} ligne vide", "{n} lignes vides", len(run)).format(n=len(run))
        notes.noticed.append(Skipped(run[0], reason))


def _bare_addresses(text: str, notes: Notes) -> list[Row]:
    """Read a list of addresses without headings, one a line."""
    rows: list[Row] = []
    for line, content in enumerate(io.StringIO(text, newline=None), start=1):
        cells = [tidy(cell) for cell in _IN_LINE.split(content) if tidy(cell)]
        found = [cell for cell in cells if "@" in cell]
        if found or (cells and rows):
            rows.append(Row(line, {"email": " ; ".join(found or cells)}))
        elif cells:
            notes.noticed.append(Skipped(line, _("titre au-dessus des adresses")))
    return rows
