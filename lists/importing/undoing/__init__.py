"""Undoing an import, within 30 days, without undoing what anybody did since.

What the import created is removed (`removing`). What it changed gets its old value back, column by column
(`restoring`), unless a person or a later import has changed it since. Refuses to lift an objection or an
unsubscription: a person who is out stays out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy
from sqlmodel import Session, col

from lists import errors
from lists.importing import steps
from lists.importing.reading import dates
from lists.importing.reports import ImportReport
from lists.importing.steps import Pause
from lists.importing.undoing import removing, restoring
from lists.importing.undoing.outcomes import Undone
from lists.kinds import ImportKind
from lists.models import ImportChange, ImportRun
from runtime import bulk, clock
from runtime.language import _

#: Rows of the record that are dropped at once.
_STEP = 5000
#: How long an import can be undone; the record that this needs is kept as long.
DAYS = 30


def undo(session: Session, import_id: int, *, now: datetime, actor: str, pause: Pause = steps.never) -> ImportReport:
    """Undo an import and report: the figures count the lines that were undone, `skipped` says what was kept.

    `pause` is called between two steps. An undoing that ended in the middle goes on where it was when it is done again.

    Raises:
        errors.ImportUnknown: there is no import of this number.
        errors.UndoRefused: it was undone already, is too old, or brought objections.
    """
    run = require(session, import_id, now)
    undone = Undone(run, pause)
    run.undone_by = actor
    session.add(run)
    restoring.restore(session, undone)
    removing.remove(session, undone)
    _drop(session, col(ImportChange.import_id) == import_id, pause)
    run.undone_at = now
    session.add(run)
    session.flush()
    return undone.report()


def purge(session: Session, before: datetime, *, pause: Pause = steps.never) -> int:
    """Drop the record needed to undo imports from before a moment; return how many rows were dropped."""
    return _drop(session, _of(before), pause)


def old(session: Session, before: datetime) -> int:
    """Count what `purge` would drop."""
    return int(session.execute(sqlalchemy.select(sqlalchemy.func.count()).where(_of(before))).scalar_one())


def _of(before: datetime) -> sqlalchemy.ColumnElement[bool]:
    runs = sqlalchemy.select(col(ImportRun.id)).where(col(ImportRun.at) < before)
    old: sqlalchemy.ColumnElement[bool] = col(ImportChange.import_id).in_(runs)
    return old


def _drop(session: Session, condition: sqlalchemy.ColumnElement[bool], pause: Pause) -> int:
    some = sqlalchemy.select(col(ImportChange.id)).where(condition).limit(_STEP)
    # The session holds no objects of these rows: it need not look for them.
    statement = sqlalchemy.delete(ImportChange).where(col(ImportChange.id).in_(some))
    dropped = 0
    while gone := bulk.changed(session, statement.execution_options(synchronize_session=False)):
        dropped += gone
        pause(session)
    return dropped


def require(session: Session, import_id: int, now: datetime) -> ImportRun:
    """Return an import that can be undone. Raises as `undo`."""
    run = session.get(ImportRun, import_id)
    if run is None:
        raise errors.ImportUnknown(id=import_id)
    reason = None
    if run.kind == ImportKind.OBJECTIONS:
        reason = _("une opposition ne se reprend pas")
    elif run.undone_at is not None:
        day = dates.said(clock.in_paris(run.undone_at).date())
        reason = _("il a déjà été repris, le {day}").format(day=day)
    elif run.at < now - timedelta(days=DAYS):
        reason = _("il a plus de {days} jours").format(days=DAYS)
    if reason is not None:
        raise errors.ImportUndoRefused(id=import_id, reason=reason)
    return run
