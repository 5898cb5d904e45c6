"""The outcome of undoing an import, line by line; and the changes of the import, from the last to the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sqlalchemy
from sqlmodel import Session, col

from lists.importing import steps
from lists.importing.reports import ImportReport, Skipped
from lists.importing.steps import Pause
from lists.models import ImportChange, ImportRun

_BATCH = 500
#: The session holds no objects of these rows: it need not look for them.
_BLIND = {"synchronize_session": False}


@dataclass
class Undone:
    """One import that is being undone."""

    run: ImportRun
    #: Called after each batch of changes: what was done of it is committed, and dropped from the record.
    pause: Pause = steps.never
    #: Changes of the batch that are undone: when undoing ends in the middle, they are not looked at again.
    done: list[int | None] = field(default_factory=list)
    #: Lines of the file that had changed something.
    lines: set[int] = field(default_factory=set)
    #: Lines of which something was removed, and lines of which something got its old value back.
    removed: set[int] = field(default_factory=set)
    restored: set[int] = field(default_factory=set)
    kept: list[Skipped] = field(default_factory=list)
    #: Organisations that keep a name or a place that the import gave them: their former identity must stay on record.
    settled: set[int] = field(default_factory=set)

    def keep(self, line: int, reason: str) -> None:
        """Note something that stays, and why."""
        self.kept.append(Skipped(line, reason))

    def changes(self, session: Session, condition: sqlalchemy.ColumnElement[bool]) -> Iterator[Sequence[ImportChange]]:
        """Yield the changes of the import that meet this condition, in batches."""
        number = col(ImportChange.id)
        mine = sqlalchemy.select(ImportChange).where(col(ImportChange.import_id) == self.run.id, condition)
        page = mine.order_by(number.desc()).limit(_BATCH)
        batch = session.scalars(page).all()
        while batch:
            last = batch[-1].id
            self.lines.update(change.line for change in batch)
            yield batch
            for change in batch:
                session.expunge(change)
            session.execute(sqlalchemy.delete(ImportChange).where(number.in_(self.done)), execution_options=_BLIND)
            self.done = []
            self.pause(session)
            batch = session.scalars(page.where(number < last)).all()

    def report(self) -> ImportReport:
        """Return the report: `created` counts the lines whose work is gone, `updated` those put back."""
        restored = self.restored - self.removed
        return ImportReport(
            id=self.run.id or 0,
            rows=len(self.lines),
            created=len(self.removed),
            updated=len(restored),
            unchanged=len(self.lines - self.removed - restored),
            corrected=(),
            skipped=tuple(sorted(self.kept, key=lambda one: one.line)),
            rejected=(),
        )
