"""Readers as files: imports, their undoing within a month, exports, and a survey of what needs cleaning.

What a file means stands in `lists.importing`, who is in one in `lists.exporting`, what looks wrong in `lists.tidying`.
A rehearsal does the same work, and is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import publications
from lists import errors as lists_errors
from lists import exporting, importing, tidying
from lists.importing import import_runs, steps, undoing
from lists.importing.import_runs import Run
from lists.importing.reading import mapping
from lists.importing.reports import ImportReport
from lists.importing.steps import Pause, Reached
from lists.kinds import ImportKind
from lists.tidying import Survey
from runtime import audit, clock, file_locks, rehearsals, spreadsheets
from runtime.files import File
from runtime.installation import Installation
from runtime.language import _

_LOCK = "import.lock"
#: The number of that lock on a database server that several machines share.
_LOCK_NUMBER = 0x7E1A_16
#: Octets; a larger file is not a list of readers.
HEAVIEST = 200_000_000


@dataclass(frozen=True)
class TakenOut:
    """Readers as a file."""

    #: Lines below the headings.
    rows: int
    #: People who are known but not in the file, because they do not want to be written to.
    left_out: int
    #: Name of a file -> what it holds.
    files: Mapping[str, bytes]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers export` promises, beside the name of the file."""
        return {"rows": self.rows}


def bring(
    opened: Installation,
    file: importing.File,
    *,
    headings: File | None = None,
    rehearsal: bool = False,
    actor: str,
    publication: str | None = None,
    reached: Reached = steps.nobody,
) -> ImportReport:
    """Import a file of readers and return what became of each line; `headings` tells what its columns hold.

    `reached` is told how far it is.

    Raises:
        errors.FileRefused: it is too heavy; errors.PublicationUnknown; lists.errors.ImportUnderWay.
        lists.errors.FileRefused: this file, or that of the headings, cannot be read at all.
    """
    _require_light(file.name, file.raw)
    if headings is not None:
        _require_light(headings.name, headings.content)
        file = replace(file, mapped=mapping.read(headings.content, headings.name, file.kind))
    now = opened.clock.now()
    with opened.database.reading() as session:
        mailing_list_id = publications.chosen(session, publication).mailing_list_id
    with _alone(opened), _writing(opened, rehearsal=rehearsal) as (session, pause):
        report = importing.import_file(
            session, file, mailing_list_id=mailing_list_id, keyring=opened.keyring, now=now, actor=actor, pause=pause,
            reached=reached,
        )  # fmt: skip
        audit.record(session, now, actor, "readers.imported", id=report.id, **report.figures)
    return report


def imports(opened: Installation) -> tuple[Run, ...]:
    """Return every import, newest first."""
    with opened.database.reading() as session:
        return import_runs.listed(session)


def is_idle(opened: Installation) -> bool:
    """Tell whether no import and no undoing is at work."""
    try:
        with _alone(opened):
            return True
    except lists_errors.ImportUnderWay:
        return False


def undo(opened: Installation, number: int, *, rehearsal: bool = False, actor: str) -> ImportReport:
    """Undo an import. The figures count the lines undone; `skipped` tells what is kept.

    Raises:
        lists.errors.ImportUnknown, lists.errors.UndoRefused; lists.errors.ImportUnderWay.
    """
    now = opened.clock.now()
    with _alone(opened), _writing(opened, rehearsal=rehearsal) as (session, pause):
        report = undoing.undo(session, number, now=now, actor=actor, pause=pause)
        audit.record(session, now, actor, "readers.import_undone", id=number, **report.figures)
    return report


def take_out(
    opened: Installation, kind: ImportKind, name: str, *, actor: str, publication: str | None = None
) -> TakenOut:
    """Export everybody of one kind as a file with this name, `.csv` or `.xlsx`; record who exported them.

    Raises:
        runtime.errors.FieldRefused: the name has another ending; errors.PublicationUnknown.
    """
    spreadsheets.require_ending(name)
    with opened.database.transaction() as session:
        letter = publications.chosen(session, publication)
        table = exporting.export(session, kind, letter.mailing_list_id, publications.scope(session, letter))
        audit.record(
            session, opened.clock.now(), actor, "readers.exported",
            publication=letter.id, kind=kind.value, rows=len(table.rows),
        )  # fmt: skip
    content = spreadsheets.written(name, spreadsheets.Table(_("Lecteurs"), table.headings, table.rows))
    return TakenOut(len(table.rows), table.left_out, {name: content})


def survey(opened: Installation, *, publication: str | None = None) -> Survey:
    """Return what a person should look at in the lists; changes nothing.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        mailing_list_id = publications.chosen(session, publication).mailing_list_id
        return tidying.survey(session, mailing_list_id, clock.today(opened.clock))


@contextmanager
def _writing(opened: Installation, *, rehearsal: bool) -> Iterator[tuple[Session, Pause]]:
    """Open a session, and yield how it pauses: a rehearsal writes nothing that could be committed."""
    if rehearsal:
        with rehearsals.session(opened.database) as session:
            yield session, steps.never
    else:
        with opened.database.transaction() as session:
            yield session, opened.database.pause


@contextmanager
def _alone(opened: Installation) -> Iterator[None]:
    """Let one import, or one undoing, run at a time: between two of its steps another would see half of it."""
    here = opened.settings.data / _LOCK
    with opened.database.lock(_LOCK_NUMBER) as is_alone, file_locks.held(here) as is_alone_here:
        if not (is_alone and is_alone_here):
            raise lists_errors.ImportUnderWay
        yield


def _require_light(name: str, content: bytes) -> None:
    if len(content) > HEAVIEST:
        raise errors.FileRefused(file=name, reason=_("il pèse plus de 200 Mo"))
