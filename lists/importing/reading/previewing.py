"""What a file holds, before anybody reads it: its sheets, its columns and what each of them was understood as. Pure.

Refuses nothing for the sake of a missing column: that is said beside what is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from lists import errors
from lists.folding import fold
from lists.importing.reading import cell_text, heading_search, headings
from lists.importing.reading.candidates import Candidate, Record
from lists.importing.reading.heading_search import Found
from lists.importing.reading.headings import Wanted

#: Lines of data that are shown.
_SHOWN = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file."""

    title: str
    #: What it was understood as; `None`: it is not read.
    field: str | None
    #: Its first cells.
    cells: tuple[str, ...]
    #: Whether another column has the same title, so that nobody can say of one what it holds.
    is_twin: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it is understood."""

    columns: tuple[Column, ...]
    #: The line of its headings; 0: it has none.
    line: int
    #: The names of the sheets of a workbook, and that of the one that is shown.
    sheets: tuple[str, ...]
    sheet: str

    @property
    def mapped(self) -> dict[str, str | None]:
        """What every column with a title of its own was understood as, by the folded title."""
        return {fold(one.title): one.field for one in self.columns if fold(one.title) and not one.is_twin}

    def lacks(self, wanted: Wanted) -> tuple[str, ...]:
        """Return the fields one of which this file must have and has not; empty when it can be read."""
        one_of, least = headings.needed(wanted)
        named = {one.field for one in self.columns if one.field}
        return () if len(named) >= least and named & set(one_of) else one_of


def look(candidates: Sequence[Candidate], wanted: Wanted) -> Preview:
    """Return how a file is understood.

    Raises:
        errors.FileRefused: its cells cannot be told apart.
    """
    found = max((_seen(one, wanted) for one in candidates), key=lambda one: (len(one.columns), len(one.titles)))
    if found.problem is not None:
        raise found.problem
    below = islice((cells for line, cells in _records(found) if line > found.line and any(cells)), _SHOWN)
    sample = [[cell_text.tidy(cell)[:_LONGEST] for cell in cells] for cells in below]
    folded = [fold(title) for title in found.titles]
    known = found.columns if wanted.mapped else _addressed(found, sample)
    columns = tuple(
        Column(
            title,
            known.get(rank),
            tuple(cells[rank] if rank < len(cells) else "" for cells in sample),
            is_twin=folded.count(folded[rank]) > 1,
        )
        for rank, title in enumerate(found.titles)
        if folded[rank] != headings.REASON
    )
    sheets = tuple(one.title for one in candidates if one.title and _first(one) is not None)
    return Preview(columns, found.line, sheets, found.candidate.title)


def is_headed(candidates: Sequence[Candidate], wanted: Wanted) -> bool:
    """Tell whether a file seems to have a line of headings: its first line holds no address, or a heading is known."""
    if any(heading_search.search(one, wanted).columns for one in candidates):
        return True
    return not any("@" in cell for one in candidates for cell in _first(one) or ())


def _seen(candidate: Candidate, wanted: Wanted) -> Found:
    """Return a candidate under the headings that name most columns, else under its first line."""
    found = heading_search.search(candidate, wanted)
    if found.columns or found.problem is not None:
        return found
    if not wanted.headed:
        return replace(found, columns=headings.known(wanted, found.titles))
    nearest = Found(candidate)
    for line, cells in islice(candidate.records(), heading_search.LINES):
        titles, columns = heading_search.titles_of(cells), headings.known(wanted, cells)
        if len(columns) > len(nearest.columns) or not nearest.titles:
            nearest = Found(candidate, line, columns, titles)
    return nearest


def _addressed(found: Found, sample: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Return the columns; where none is known to hold addresses, with the first that does, whatever it is called."""
    if "email" in found.columns.values():
        return found.columns
    ranks = sorted({rank for cells in sample for rank, cell in enumerate(cells) if "@" in cell} - found.columns.keys())
    return {**found.columns, **{rank: "email" for rank in ranks[:1] if "@" not in found.titles[rank]}}


def _records(found: Found) -> list[Record]:
    """Return the first lines that can be read."""
    return list(islice(found.candidate.records(), found.line + heading_search.LINES))


def _first(candidate: Candidate) -> list[str] | None:
    """Return the first line that holds something."""
    try:
        return next((cells for _line, cells in islice(candidate.records(), heading_search.LINES) if any(cells)), None)
    except errors.FileRefused:
        return None
