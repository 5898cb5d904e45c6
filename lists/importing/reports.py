"""The report on an import: every line that was corrected, changed something, was left out or refused; and figures.

The figures count lines: `created` when the line brought a new organisation, signature or contact, `updated` when
it only changed something, `unchanged` when it brought nothing new. A line that was left out or refused is not in
any of the three.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was corrected, because only one reading of it is valid."""

    #: Line of the file, from 1.
    line: int
    #: Heading of the column.
    field: str
    #: As the file has it.
    old: str
    #: As it went in.
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that was known before, and that the file gives differently."""

    line: int
    #: Heading of the column.
    field: str
    #: As it was; an empty string when nothing was known.
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left out on purpose: a line, or (at the line of headings) a column."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Something that went in as it stands and that a person should look at."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was refused because of one value; the other lines go in."""

    line: int
    #: Heading of the column.
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole answer to one file."""

    #: Of the `ImportRun`.
    id: int
    #: Lines below the headings that hold something.
    rows: int
    created: int
    updated: int
    unchanged: int
    corrected: tuple[Corrected, ...]
    skipped: tuple[Skipped, ...]
    rejected: tuple[Rejected, ...]
    changed: tuple[Changed, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    #: How many lines were refused because nobody knows their organisation.
    unknown: int = 0
    #: How many new contacts came without a sentence that says where their address comes from.
    unstated: int = 0
    #: Lines with accents, as they were read, when the encoding was not written in the file.
    samples: tuple[str, ...] = ()

    @property
    def figures(self) -> dict[str, int]:
        """How many lines of each sort; holds no value of the file."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "corrected": len(self.corrected),
            "skipped": len(self.skipped),
            "rejected": len(self.rejected),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the document that `relais readers import --json` prints."""
        return {
            "id": self.id,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "corrected": [
                {"line": one.line, "field": one.field, "from": one.old, "to": one.new} for one in self.corrected
            ],
            "skipped": [{"line": one.line, "reason": one.reason} for one in self.skipped],
            "rejected": [
                {"line": one.line, "field": one.field, "value": one.value, "reason": one.reason}
                for one in self.rejected
            ],
        }


@dataclass
class Notes:
    """What is noted while a file is read and written, then closed into a report."""

    corrected: list[Corrected] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    #: Titles, totals, empty lines and unknown columns: no data.
    noticed: list[Skipped] = field(default_factory=list)
    #: Lines of data.
    skipped: list[Skipped] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    samples: tuple[str, ...] = ()
    #: Lines of data, whatever became of them.
    lines: set[int] = field(default_factory=set)
    #: Lines whose organisation nobody knows.
    unknown: set[int] = field(default_factory=set)
    #: New contacts without a stated origin.
    unstated: int = 0
    _created: set[int] = field(default_factory=set)
    _updated: set[int] = field(default_factory=set)

    def create(self, line: int) -> None:
        """Note that a line brought something new."""
        self._created.add(line)

    def update(self, line: int) -> None:
        """Note that a line changed something."""
        self._updated.add(line)

    def change(self, line: int, heading: str, old: object, new: object) -> None:
        """Note that a line changed one value."""
        self._updated.add(line)
        self.changed.append(Changed(line, heading, "" if old is None else str(old), str(new)))

    def close(self, run_id: int) -> ImportReport:
        """Return the report."""
        counted = self.lines - {one.line for one in self.skipped} - {one.line for one in self.rejected}
        created, updated = counted & self._created, counted & self._updated - self._created
        return ImportReport(
            id=run_id,
            rows=len(self.lines),
            created=len(created),
            updated=len(updated),
            unchanged=len(counted) - len(created) - len(updated),
            corrected=tuple(sorted(self.corrected, key=lambda one: one.line)),
            skipped=tuple(sorted(self.noticed + self.skipped, key=lambda one: one.line)),
            rejected=tuple(sorted(self.rejected, key=lambda one: one.line)),
            changed=tuple(sorted(self.changed, key=lambda one: one.line)),
            doubtful=tuple(sorted(self.doubtful, key=lambda one: one.line)),
            unknown=len(self.unknown),
            unstated=self.unstated,
            samples=self.samples,
        )
