"""Lists of nothing but addresses, one a line. Pure."""

from __future__ import annotations

import re

from lists.importing.reading import cell_text
from lists.importing.reading.candidates import Candidate, Row
from lists.importing.reports import Notes, Skipped
from runtime.language import _

_IN_LINE = re.compile(r'[;,\t"]+')


def addresses(candidate: Candidate, notes: Notes) -> list[Row]:
    """Read a list of addresses without headings, one per line; an empty list where there is no address."""
    rows: list[Row] = []
    titles: list[Skipped] = []
    for line, record in candidate.records():
        cells = [piece for cell in record for piece in map(cell_text.tidy, _IN_LINE.split(cell)) if piece]
        found = [cell for cell in cells if "@" in cell]
        if found or (cells and rows):
            rows.append(Row(line, {"email": " ; ".join(found or cells)}))
        elif cells:
            titles.append(Skipped(line, _("titre au-dessus des adresses")))
    notes.noticed += titles if rows else []
    return rows
