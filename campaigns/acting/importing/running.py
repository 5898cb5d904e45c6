"""Simulating and importing beside the pages, and finding out what a stopped server left.

A file is worked on by one thread of one process; every step of an import stays, and says how far it is in the same
transaction. Refuses to work on a file twice at once, and to call finished what a stopped server interrupted.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sqlmodel import Session

from campaigns.acting import reader_files
from campaigns.acting.importing import kept_files, outcomes, receiving
from lists import importing
from lists.importing import drafts, import_runs
from lists.importing.drafts import Draft, DraftState
from lists.importing.reading import lifting
from lists.importing.reports import ImportReport, Notes
from lists.importing.steps import Progress, Reached
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _

_LOG = logging.getLogger(__name__)
#: Seconds that whoever starts waits for a short list to be done, so that its page shows the end at once.
_PATIENCE = 1.5
#: Seconds without news after which it is asked whether anybody works on a file at all.
_SILENCE = 10
#: What this process works on.
_at_work: dict[tuple[str, int], threading.Thread] = {}


def simulate(opened: Installation, number: int, actor: str) -> None:
    """Find out what a list would change; `look` says when it is done.

    Raises:
        lists.errors.ImportUnknown; lists.errors.ImportUnderWay: the file is being worked on.
    """
    _begin(opened, number, DraftState.SIMULATING, partial(_simulate, opened, number, actor), problem="", done=0)


def run(opened: Installation, number: int, actor: str) -> None:
    """Bring a simulated list in, or go on with one that was interrupted. Raises as `simulate`."""
    _begin(opened, number, DraftState.IMPORTING, partial(_import, opened, number, actor), problem="", done=0)


def look(opened: Installation, number: int) -> Draft:
    """Return a file as it is now; what a stopped server interrupted is noted as such.

    Raises:
        lists.errors.ImportUnknown.
    """
    with opened.database.reading() as session:
        draft = drafts.show(session, number)
    if draft.is_running and not _is_at_work(opened, draft):
        _settle(opened, draft)
        with opened.database.reading() as session:
            return drafts.show(session, number)
    return draft


@dataclass(frozen=True)
class Waiting:
    """A file that is not imported yet."""

    draft: Draft
    #: The letter whose readers it holds; `None`: there is none any more.
    publication_id: int | None


def waiting(opened: Installation) -> tuple[Waiting, ...]:
    """Return the files that are not imported yet, newest first."""
    with opened.database.reading() as session:
        found = drafts.pending(session, kept_files.since(opened))
    return tuple(Waiting(look(opened, one.id), receiving.publication_id(opened, one.id)) for one in found)


def outcome(opened: Installation, number: int) -> outcomes.Outcome | None:
    """Return what a list changes, or has changed; `None` when nobody found out, or it is forgotten."""
    kept = kept_files.outcome(opened, number)
    return None if kept is None else outcomes.of_json(kept)


def lines_to_correct(opened: Installation, number: int) -> bytes | None:
    """Return the refused lines as a workbook; `None` when there are none, or they are forgotten."""
    return kept_files.lines(opened, number)


def _begin(opened: Installation, number: int, state: DraftState, work: Callable[[], None], **changes: object) -> None:
    with opened.database.transaction() as session:
        receiving.held(opened, drafts.show(session, number))
        drafts.move(session, number, state, opened.clock.epoch(), **changes)
    # A stopping server does not wait for it: its steps stay, and the next server says where it ended.
    thread = threading.Thread(target=work, name=f"import-{number}", daemon=True)
    _at_work[_key(opened, number)] = thread
    thread.start()
    thread.join(_PATIENCE)


def _simulate(opened: Installation, number: int, actor: str) -> None:
    def reached(_copy: Session, progress: Progress) -> None:
        with opened.database.transaction() as session:
            drafts.beat(session, number, progress, opened.clock.epoch())

    def work(draft: Draft) -> None:
        report = _bring(opened, draft, actor, reached, rehearsal=True)
        _keep(opened, draft, report)
        with opened.database.transaction() as session:
            drafts.move(
                session, number, DraftState.SIMULATED, opened.clock.epoch(), total=report.rows, done=report.rows
            )

    _work(opened, number, work, DraftState.RECEIVED)


def _import(opened: Installation, number: int, actor: str) -> None:
    def reached(session: Session, progress: Progress) -> None:
        drafts.beat(session, number, progress, opened.clock.epoch(), progress.import_id)

    def work(draft: Draft) -> None:
        report = _bring(opened, draft, actor, reached, rehearsal=False)
        _keep(opened, draft, report)
        _finish(opened, number, run_id=report.id, done=report.rows)

    _work(opened, number, work, DraftState.STOPPED)


def _bring(opened: Installation, draft: Draft, actor: str, reached: Reached, *, rehearsal: bool) -> ImportReport:
    with opened.database.reading() as session:
        letter = receiving.publication_of(session, draft)
    file = receiving.as_file(opened, draft)
    return reader_files.bring(
        opened, file, rehearsal=rehearsal, actor=actor, publication=letter.name if letter else None, reached=reached
    )


def _keep(opened: Installation, draft: Draft, report: ImportReport) -> None:
    file = receiving.as_file(opened, draft)
    refused = {one.line for one in report.rejected}
    lifted = lifting.lift(importing.opened(file, Notes()), file.wanted, refused)
    kept_files.keep_outcome(
        opened, draft.id, outcomes.of_report(report, lifted).as_json(), outcomes.lines_to_correct(report, lifted)
    )


def _work(opened: Installation, number: int, work: Callable[[Draft], None], otherwise: DraftState) -> None:
    """Do it; what goes wrong becomes a sentence on the page, because nobody waits for the answer."""
    try:
        with opened.database.reading() as session:
            draft = drafts.show(session, number)
        work(draft)
    except RelaisError as problem:
        _fail(opened, number, otherwise, str(problem))
    except Exception as problem:  # noqa: BLE001 -- nobody waits for the thread: the page must say that it is over
        _LOG.error("import of file %d failed", number, exc_info=problem)
        _fail(
            opened,
            number,
            otherwise,
            _("Une erreur imprévue l’a interrompu ; elle est notée dans le journal du système."),
        )
    finally:
        _at_work.pop(_key(opened, number), None)


def _fail(opened: Installation, number: int, state: DraftState, problem: str) -> None:
    with opened.database.transaction() as session:
        drafts.move(session, number, state, opened.clock.epoch(), problem=problem)


def _finish(opened: Installation, number: int, **changes: int) -> None:
    with opened.database.transaction() as session:
        drafts.move(session, number, DraftState.IMPORTED, opened.clock.epoch(), **changes)
    kept_files.forget_list(opened, number)


def _is_at_work(opened: Installation, draft: Draft) -> bool:
    """Tell whether this process, or another one, works on a file."""
    thread = _at_work.get(_key(opened, draft.id))
    if thread is not None and thread.is_alive():
        return True
    return opened.clock.epoch() - draft.beat < _SILENCE or not reader_files.is_idle(opened)


def _settle(opened: Installation, draft: Draft) -> None:
    """Note where the work on a file ended when its server was stopped."""
    if draft.state is DraftState.SIMULATING:
        _fail(opened, draft.id, DraftState.RECEIVED, _("La simulation a été interrompue par un arrêt du serveur."))
        return
    with opened.database.reading() as session:
        is_whole = draft.run_id is not None and import_runs.show(session, draft.run_id).is_whole
    if is_whole:
        _finish(opened, draft.id)
    else:
        _fail(opened, draft.id, DraftState.STOPPED, _("L’import a été interrompu par un arrêt du serveur."))


def _key(opened: Installation, number: int) -> tuple[str, int]:
    return str(opened.settings.data), number
