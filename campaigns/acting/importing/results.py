"""An import as its page shows it, the list of them all, and undoing one beside the pages."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaigns.acting import reader_files
from campaigns.acting.importing import kept_files, outcomes, running
from campaigns.acting.importing.outcomes import Outcome
from campaigns.editorial import publications
from lists import errors
from lists.importing import drafts, import_runs, undoing
from lists.importing.drafts import Draft
from lists.importing.import_runs import Run
from lists.importing.reading.lifting import Lifted
from lists.kinds import ImportKind
from runtime import clock
from runtime.errors import RelaisError
from runtime.installation import Installation

_LOG = logging.getLogger(__name__)
#: Imports that a list shows.
MOST = 100
#: Seconds that whoever undoes a short import waits for its end.
_PATIENCE = 1.5


@dataclass(frozen=True)
class Shown:
    """One import."""

    run: Run
    #: The letter whose readers it brought; `None`: there is none any more.
    publication_id: int | None
    #: What came of each line; `None`: forgotten, or imported from the command line.
    outcome: Outcome | None
    #: The file that it came from, as it is now.
    draft: Draft | None
    #: The last day on which it can be undone; `None`: it cannot.
    undoable_until: date | None
    #: Whether it is being undone at this moment.
    is_undoing: bool
    #: What undoing it left as it was; `None`: it is not undone, or that is forgotten.
    undone: Outcome | None


@dataclass(frozen=True)
class Listed:
    """One import in the list of them all."""

    run: Run
    #: The letter whose readers it brought; `None`: there is none any more.
    publication_id: int | None


def listed(opened: Installation) -> tuple[Listed, ...]:
    """Return the newest imports, newest first, `MOST` at most."""
    runs = reader_files.imports(opened)[:MOST]
    with opened.database.reading() as session:
        letters = {one.mailing_list_id: one.id for one in publications.everything(session)}
    return tuple(Listed(one, letters.get(one.mailing_list_id or 0)) for one in runs)


def publication_id(opened: Installation, number: int) -> int | None:
    """Return the letter whose readers an import brought.

    Raises:
        lists.errors.ImportUnknown.
    """
    with opened.database.reading() as session:
        run = import_runs.show(session, number)
        letter = publications.of_list(session, run.mailing_list_id) if run.mailing_list_id else None
    return letter.id if letter else None


def show(opened: Installation, number: int) -> Shown:
    """Return one import.

    Raises:
        lists.errors.ImportUnknown.
    """
    with opened.database.reading() as session:
        run = import_runs.show(session, number)
        draft = drafts.of_run(session, number)
        letter = publications.of_list(session, run.mailing_list_id) if run.mailing_list_id else None
    undone = kept_files.undoing(opened, number)
    if draft is not None:
        draft = running.look(opened, draft.id)
    return Shown(
        run, letter.id if letter else None, running.outcome(opened, draft.id) if draft else None, draft,
        _until(run, opened.clock.now()), run.is_half_undone and not reader_files.is_idle(opened),
        outcomes.of_json(undone) if undone else None,
    )  # fmt: skip


def undo(opened: Installation, number: int, actor: str) -> None:
    """Undo an import beside the pages; `show` says when it is done.

    Raises:
        lists.errors.ImportUnknown, lists.errors.UndoRefused, lists.errors.ImportUnderWay.
    """
    with opened.database.reading() as session:
        undoing.require(session, number, opened.clock.now())
    if not reader_files.is_idle(opened):
        raise errors.ImportUnderWay
    thread = threading.Thread(target=_undo, args=(opened, number, actor), name=f"undo-{number}", daemon=True)
    thread.start()
    thread.join(_PATIENCE)


def _undo(opened: Installation, number: int, actor: str) -> None:
    try:
        report = reader_files.undo(opened, number, actor=actor)
        kept_files.keep_undoing(opened, number, outcomes.of_report(report, Lifted((), {}, {}, {})).as_json())
    except RelaisError as problem:  # somebody else was faster: the page shows what they did
        _LOG.warning("undoing import %d: %s", number, type(problem).__name__)


def _until(run: Run, now: datetime) -> date | None:
    if run.kind is ImportKind.OBJECTIONS or run.undone_at is not None:
        return None
    last = run.at + timedelta(days=undoing.DAYS)
    return clock.in_paris(last).date() if last >= now else None
