"""The ways to read a file as a table, whatever its format: what the readers of formats give to `tables`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lists import errors
from lists.folding import fold
from runtime.language import _

#: The number of a line, and its cells as they stand.
Record = tuple[int, list[str]]
#: Before a formula that stands where its result should: a sign that no text has, of the area for private use.
FORMULA = "\ue000"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of data."""

    line: int
    #: By field; tidied, never empty.
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a file as a table: a separator, or a sheet."""

    #: Name of the sheet, if it has one.
    title: str
    #: Yields every record, from the first.
    records: Callable[[], Iterator[Record]]
    #: Runs of lines that the spreadsheet does not show: hidden, or filtered out.
    hidden: tuple[range, ...] = ()
    #: What this format does not let us see, in a sentence.
    caution: str = ""


def runs(lines: list[int]) -> tuple[range, ...]:
    """Return rising numbers as runs of numbers that follow each other."""
    found: list[range] = []
    for line in lines:
        if found and found[-1].stop == line:
            found[-1] = range(found[-1].start, line + 1)
        else:
            found.append(range(line, line + 1))
    return tuple(found)


def of_sheet(candidates: Sequence[Candidate], sheet: str, name: str) -> Sequence[Candidate]:
    """Return the one sheet of this name, in any case.

    Raises:
        errors.FileRefused: there is no such sheet.
    """
    found = [one for one in candidates if one.title and fold(one.title) == fold(sheet)]
    if found:
        return found[:1]
    titles = ", ".join(f"« {one.title} »" for one in candidates if one.title)
    reason = _("il n’a pas de feuille « {sheet} »").format(sheet=sheet)
    reason += _(" ; ses feuilles sont {titles}").format(titles=titles) if titles else ""
    raise errors.FileRefused(name=name, reason=reason)
