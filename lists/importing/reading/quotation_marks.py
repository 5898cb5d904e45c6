"""Quotation marks that somebody typed, pasted or forgot, and the neighbours that they swallow. Pure.

A cell may hold line breaks between two quotation marks (RFC 4180, section 2.6), so two stray ones, lines apart, make
one cell of everything between them: other people's lines. Refuses such a cell, and to guess where it should end.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from lists import errors
from lists.importing.reading.candidates import Record
from lists.importing.reading.decoding import Decoded
from runtime.language import _

#: A cell with more line breaks than this is a quotation mark that somebody forgot to close.
_MOST_LINES = 30
_SEPARATORS = ";,\t|"
#: Of a postal address on several lines.
_MOST_COMMAS = 4


def records(decoded: Decoded, name: str, separator: str) -> Iterator[Record]:
    """Yield every record of a text, with the number of its first line.

    Raises:
        errors.FileRefused: a quotation mark is never closed, or stands where none may stand (RFC 4180, section 2.5 to
            2.7), so that nobody can tell where cells end.
    """
    reader = csv.reader(decoded.lines(), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _misplaced(name, line, reader.line_num, str(problem)) from None
        if reader.line_num - line > _MOST_LINES:
            raise _misplaced(name, line, reader.line_num, "")
        yield line, cells


def _misplaced(name: str, first: int, last: int, problem: str) -> errors.FileRefused:
    # The reader's own words when it meets a sign behind a closing quotation mark; all else is an open one.
    if "expected after" in problem and last == first:
        reason = _(
            'à la ligne {line}, un guillemet droit (") est mal placé : retirez-le, ou doublez ceux qui font partie '
            "du texte"
        ).format(line=first)
    elif "expected after" in problem:
        reason = _(
            'un guillemet droit (") ouvert à la ligne {line} avale les suivantes jusqu’à la ligne {last} : retirez-le'
        ).format(line=first, last=last)
    else:
        reason = _('un guillemet droit (") ouvert à la ligne {line} n’est jamais refermé : retirez-le').format(
            line=first
        )
    return errors.FileRefused(name=name, reason=reason)


def swallowed(cells: Sequence[str], width: int) -> tuple[int, str] | None:
    """Return the column of a cell that holds more than itself, and why; `width` is the number of headings.

    A line break in a cell is allowed, a whole line of the table is not.
    """
    for column, cell in enumerate(cells):
        if "\n" in cell or "\r" in cell:
            if _is_lines(cell, width) or len(cells) < width:
                return column, _('un guillemet droit (") en trop a réuni plusieurs lignes : retirez-le')
        elif cell.count('"') % 2:
            return column, _('cette cellule contient un guillemet droit (") seul : retirez-le, ou fermez-le')
    return None


def _is_lines(cell: str, width: int) -> bool:
    """Tell whether a cell holds as many separators as a line of the table has, or several lines with an address."""
    if width > 1 and sum("@" in line for line in cell.splitlines()) > 1:
        return True
    # A postal address has commas too, and no address of e-mail.
    signs = _SEPARATORS if "@" in cell or width > _MOST_COMMAS else _SEPARATORS.replace(",", "")
    return max(map(cell.count, signs)) >= max(width - 1, 1)
