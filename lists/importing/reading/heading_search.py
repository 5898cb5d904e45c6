"""Where the headings of a table stand, and what each of its columns holds. Pure.

A table without headings has its columns called by their letter, as a spreadsheet does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from lists import errors
from lists.folding import fold
from lists.importing.reading import cell_text, headings
from lists.importing.reading.candidates import Candidate
from lists.importing.reading.headings import Wanted
from runtime.language import _

#: How many lines from the top are searched for headings.
LINES = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate and the headings that were found in it."""

    candidate: Candidate
    #: 0: it has none, and its columns are called by their letter.
    line: int = 0
    #: Field of each column.
    columns: Mapping[int, str] = field(default_factory=dict)
    #: The line of headings itself, up to the last that is not empty.
    titles: tuple[str, ...] = ()
    #: Why its records cannot be told apart, if so.
    problem: errors.FileRefused | None = None

    @property
    def headings(self) -> frozenset[str]:
        """The headings, folded."""
        return frozenset(map(fold, self.titles))


def search(candidate: Candidate, wanted: Wanted) -> Found:
    """Return the line of headings that names most columns, among the first lines."""
    if not wanted.headed:
        return _lettered(candidate, wanted)
    best = Found(candidate)
    try:
        for rank, (line, cells) in enumerate(candidate.records()):
            columns = headings.match(wanted, cells)
            if len(columns) > len(best.columns):
                best = Found(candidate, line, columns, titles_of(cells))
            if rank >= LINES:
                break
    except errors.FileRefused as problem:
        # With a wrong separator quotation marks may look unclosed; with the right one the error is raised later.
        return replace(best, problem=problem)
    return best


def best(tried: Sequence[Found]) -> Found:
    """Return the candidate that names most columns."""
    return max(tried, key=lambda one: len(one.columns))


def titles_of(cells: list[str]) -> tuple[str, ...]:
    """Return the cells of a line, tidied, up to the last that is not empty."""
    tidied = [cell_text.tidy(cell) for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    return tuple(tidied)


def _lettered(candidate: Candidate, wanted: Wanted) -> Found:
    """Return the columns under their letters."""
    try:
        width = max((len(titles_of(cells)) for _line, cells in islice(candidate.records(), LINES)), default=0)
    except errors.FileRefused as problem:
        return Found(candidate, problem=problem)
    titles = tuple(_("Colonne {letter}").format(letter=_letter(rank)) for rank in range(width))
    columns = headings.match(wanted, titles)
    return Found(candidate, 0, columns, titles)


def _letter(rank: int) -> str:
    """Return how a spreadsheet calls a column: A to Z, then AA."""
    before, last = divmod(rank, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
