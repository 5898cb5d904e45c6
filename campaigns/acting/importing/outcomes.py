"""What came of a list, as a person reads it: rows as a spreadsheet counts them, problems one kind at a time. Pure.

A list of fifty thousand lines may be wrong fifty thousand times: of each sort some are shown, and all are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lists.importing.reading import headings
from lists.importing.reading.lifting import Lifted
from lists.importing.reports import ImportReport
from runtime import spreadsheets
from runtime.language import _

#: Of each sort; the others are only counted.
_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is said about one row."""

    row: int
    #: Heading of the column; may be empty.
    field: str
    #: What the file has, and what was there before.
    value: str
    old: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Remarks of one sort."""

    #: The column that a refused value stands in; otherwise empty.
    field: str
    remarks: tuple[Remark, ...]
    #: How many there are, those that are not shown included.
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list changes, or has changed."""

    rows: int
    created: int
    updated: int
    unchanged: int
    #: Lines.
    refused: int
    ignored: int
    #: Refused values by column, that of the first refused line first.
    problems: tuple[Group, ...]
    changed: Group
    corrected: Group
    left_out: Group
    doubtful: Group
    #: How many lines name an organisation that nobody knows.
    unknown: int

    @property
    def writes(self) -> int:
        """How many lines bring something."""
        return self.created + self.updated

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


def of_json(kept: Mapping[str, Any]) -> Outcome:
    """Return what `as_json` kept."""
    groups = ("changed", "corrected", "left_out", "doubtful")
    whole = {**kept, **{name: _group(kept[name]) for name in groups}}
    return Outcome(**{**whole, "problems": tuple(map(_group, kept["problems"]))})


def of_report(report: ImportReport, lifted: Lifted) -> Outcome:
    """Return a report with the rows of the spreadsheet."""
    by_field: dict[str, list[Remark]] = defaultdict(list)
    for one in report.rejected:
        name = lifted.name(one.field)
        by_field[name].append(Remark(lifted.row(one.line), name, one.value, "", one.reason))
    changed = (Remark(lifted.row(one.line), one.field, one.new, one.old, "") for one in report.changed)
    corrected = (Remark(lifted.row(one.line), one.field, one.new, one.old, "") for one in report.corrected)
    left_out = (Remark(lifted.row(one.line), "", "", "", one.reason) for one in report.skipped)
    doubtful = (Remark(lifted.row(one.line), "", "", "", one.reason) for one in report.doubtful)
    refused = len({one.line for one in report.rejected})
    return Outcome(
        rows=report.rows, created=report.created, updated=report.updated, unchanged=report.unchanged, refused=refused,
        ignored=report.rows - report.created - report.updated - report.unchanged - refused,
        problems=tuple(_shown(found, field) for field, found in by_field.items()),
        changed=_shown(changed), corrected=_shown(corrected), left_out=_shown(left_out), doubtful=_shown(doubtful),
        unknown=report.unknown,
    )  # fmt: skip


def lines_to_correct(report: ImportReport, lifted: Lifted) -> bytes:
    """Return the refused lines as a workbook that can be imported as it is; empty when none was refused."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for one in report.rejected:
        reasons[one.line].append(_("{field} : {reason}").format(field=lifted.name(one.field), reason=one.reason)
                                 if one.field else one.reason)  # fmt: skip
    if not reasons:
        return b""
    width = len(lifted.titles)
    rows = [
        (" ; ".join(reasons[line]), *cells, *("" for _missing in range(width - len(cells))))
        for line, cells in sorted(lifted.cells.items())
        if line in reasons
    ]
    head = (headings.reason_title(), *lifted.titles)
    return spreadsheets.xlsx([spreadsheets.Table(_("À corriger"), head, tuple(rows))])


def _shown(found: Iterable[Remark], field: str = "") -> Group:
    whole = list(found)
    return Group(field, tuple(whole[:_SHOWN]), len(whole))


def _group(kept: Mapping[str, Any]) -> Group:
    return Group(kept["field"], tuple(Remark(**one) for one in kept["remarks"]), kept["total"])
