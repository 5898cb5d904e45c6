"""Some lines of a file as they stand in it, to be corrected and imported again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lists.importing.reading import heading_search, headings
from lists.importing.reading.candidates import FORMULA, Candidate
from lists.importing.reading.headings import Wanted


@dataclass(frozen=True, slots=True)
class Lifted:
    """Lines of a file."""

    #: Of its columns; empty: it has none.
    titles: tuple[str, ...]
    #: The cells of each line that was asked for.
    cells: Mapping[int, tuple[str, ...]]
    #: The row in which a spreadsheet shows a line, where that is another number: a cell before it has several lines.
    rows: Mapping[int, int]
    #: What the file calls the columns of our headings.
    names: Mapping[str, str]

    def row(self, line: int) -> int:
        """Return the row of a line as a spreadsheet counts, from 1."""
        return self.rows.get(line, line)

    def name(self, heading: str) -> str:
        """Return what the file calls a column of ours."""
        return self.names.get(heading) or heading


def lift(candidates: Sequence[Candidate], wanted: Wanted, lines: Collection[int]) -> Lifted:
    """Return these lines of the table that an import reads."""
    found = heading_search.best([heading_search.search(one, wanted) for one in candidates])
    rows: dict[int, int] = {}
    cells: dict[int, tuple[str, ...]] = {}
    for row, (line, record) in enumerate(found.candidate.records(), 1):
        if not found.candidate.title and row != line:
            rows[line] = row
        if line in lines:
            cells[line] = tuple(cell.removeprefix(FORMULA) for cell in record)
    names = {headings.shown(wanted.kind, field): found.titles[rank] for rank, field in found.columns.items()}
    return Lifted(found.titles, cells, rows, names)
