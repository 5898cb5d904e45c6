"""A file on its way in: what a person said about it, and how far its import is. Its octets lie elsewhere.

Owns what may become what. Refuses a second start while the first one runs, and to keep anything that a file says of
people: the headings of its columns, and what each of them was understood as, are remembered for the next such file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy
from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, Session, SQLModel, col, select

from lists import errors
from lists.importing.steps import Progress
from lists.kinds import ImportKind


class DraftState(StrEnum):
    """Where a file is on its way."""

    RECEIVED = "received"  #: nobody has seen what it would change
    SIMULATING = "simulating"
    SIMULATED = "simulated"
    IMPORTING = "importing"
    IMPORTED = "imported"
    STOPPED = "stopped"  #: its import ended before the last line


_MOVES: Mapping[DraftState, frozenset[DraftState]] = {
    DraftState.RECEIVED: frozenset((DraftState.RECEIVED, DraftState.SIMULATING)),
    DraftState.SIMULATING: frozenset((DraftState.RECEIVED, DraftState.SIMULATED)),
    DraftState.SIMULATED: frozenset((DraftState.RECEIVED, DraftState.SIMULATING, DraftState.IMPORTING)),
    DraftState.IMPORTING: frozenset((DraftState.IMPORTED, DraftState.STOPPED)),
    DraftState.STOPPED: frozenset((DraftState.IMPORTING, DraftState.RECEIVED)),
    DraftState.IMPORTED: frozenset(),
}
#: While something works on it.
RUNNING = frozenset((DraftState.SIMULATING, DraftState.IMPORTING))


class ImportDraft(SQLModel, table=True):
    """One file."""

    __tablename__ = "import_draft"

    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    #: One of `kinds.ImportKind`.
    kind: str
    mailing_list_id: int = Field(foreign_key="mailing_list.id")
    #: `Said`, as JSON.
    said: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: `fingerprint` of its headings.
    headings: str = Field(default="", index=True)
    #: One of `DraftState`.
    state: str
    #: Lines of data, once they are counted, and how many of them are done.
    total: int = 0
    done: int = 0
    #: When whatever works on it was last heard of, in seconds since 1970.
    beat: int = Field(default=0, sa_type=BigInteger)
    run_id: int | None = Field(default=None, foreign_key="import_run.id", index=True)
    #: Why the last attempt failed, in a sentence.
    problem: str = ""
    actor: str
    at: datetime


@dataclass(frozen=True)
class Said:
    """What a person says about a file."""

    #: `None`: as it is recognised.
    encoding: str | None = None
    #: Folded title of a column and our field, or `None` for one that is not read; empty: as they are recognised.
    mapped: Mapping[str, str | None] = field(default_factory=dict)
    headed: bool = True
    sheet: str | None = None
    #: Where the addresses come from, as readers are told.
    origin: str = ""
    #: Whether organisations that nobody knows are made.
    creates: bool = False


@dataclass(frozen=True)
class Draft:
    """A file on its way in."""

    id: int
    file_name: str
    kind: ImportKind
    mailing_list_id: int
    said: Said
    state: DraftState
    total: int
    done: int
    beat: int
    #: Its import, once that began.
    run_id: int | None
    problem: str
    actor: str
    at: datetime

    @property
    def is_running(self) -> bool:
        """Whether something works on it."""
        return self.state in RUNNING


def fingerprint(kind: ImportKind, titles: Iterable[str]) -> str:
    """Return what two files of one kind with the same columns, in any order, have in common."""
    return hashlib.sha256(json.dumps([kind, *sorted(set(titles))]).encode()).hexdigest()


def add(
    session: Session, file_name: str, kind: ImportKind, mailing_list_id: int, said: Said, *, actor: str, now: datetime
) -> Draft:
    """Begin with a file."""
    row = ImportDraft(
        file_name=file_name, kind=kind, mailing_list_id=mailing_list_id, said=asdict(said), state=DraftState.RECEIVED,
        actor=actor, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _draft(row)


def show(session: Session, number: int) -> Draft:
    """Return one file.

    Raises:
        errors.ImportUnknown.
    """
    return _draft(_row(session, number))


def of_run(session: Session, run_id: int) -> Draft | None:
    """Return the file that an import came from; `None` when it was imported otherwise."""
    found = session.exec(select(ImportDraft).where(ImportDraft.run_id == run_id)).first()
    return _draft(found) if found else None


def pending(session: Session, since: datetime) -> tuple[Draft, ...]:
    """Return the files that came since a moment and are not imported yet, newest first."""
    waiting = select(ImportDraft).where(ImportDraft.state != DraftState.IMPORTED, col(ImportDraft.at) >= since)
    return tuple(map(_draft, session.exec(waiting.order_by(col(ImportDraft.id).desc()))))


def tell(session: Session, number: int, said: Said, headings: str) -> None:
    """Note what a person says; whatever was simulated before does not count any more.

    Raises:
        errors.ImportUnknown, errors.ImportUnderWay.
    """
    row = _moved(session, number, DraftState.RECEIVED)
    row.said, row.headings, row.problem = asdict(said), headings, ""
    session.add(row)


def remembered(session: Session, headings: str) -> Said | None:
    """Return what was last said of a file with such columns; `None` when there was none."""
    row = session.exec(
        select(ImportDraft).where(ImportDraft.headings == headings).order_by(col(ImportDraft.id).desc())
    ).first()
    return Said(**row.said) if row else None


def move(session: Session, number: int, state: DraftState, now: int, **changes: Any) -> None:
    """Change the state of a file, and what goes with it: `total`, `done`, `run_id`, `problem`.

    Raises:
        errors.ImportUnknown; errors.ImportUnderWay: it cannot become that from where it is.
    """
    row = _moved(session, number, state)
    row.beat = now
    row.sqlmodel_update(changes)
    session.add(row)


def discard(session: Session, number: int) -> None:
    """Delete a file that was not imported.

    Raises:
        errors.ImportUnknown; errors.ImportUnderWay: it is, or is being.
    """
    row = _moved(session, number, DraftState.RECEIVED)
    session.delete(row)


def beat(session: Session, number: int, progress: Progress, now: int, run_id: int | None = None) -> None:
    """Note how far the work on a file is, and which import it is that stays."""
    values: dict[str, Any] = {"done": progress.done, "total": progress.total, "beat": now}
    values |= {} if run_id is None else {"run_id": run_id}
    session.execute(sqlalchemy.update(ImportDraft).where(col(ImportDraft.id) == number).values(values))


def _moved(session: Session, number: int, state: DraftState) -> ImportDraft:
    row = _row(session, number)
    if state not in _MOVES[DraftState(row.state)]:
        raise errors.ImportUnderWay
    row.state = state
    return row


def _row(session: Session, number: int) -> ImportDraft:
    row = session.get(ImportDraft, number)
    if row is None:
        raise errors.ImportUnknown(id=number)
    return row


def _draft(row: ImportDraft) -> Draft:
    names = ("id", "file_name", "mailing_list_id", "total", "done", "beat", "run_id", "problem", "actor", "at")
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    return Draft(kind=ImportKind(row.kind), said=Said(**row.said), state=DraftState(row.state), **values)
