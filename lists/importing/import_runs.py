"""The record of imports: which file, who imported it, what came of it, and whether it was undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists import errors
from lists.kinds import ImportKind
from lists.models import ImportRun


@dataclass(frozen=True, slots=True)
class Run:
    """One import."""

    id: int
    #: The name of its file, and the fingerprint of its bytes in hexadecimal.
    file: str
    sha256: str
    kind: ImportKind
    at: datetime
    #: Who brought it.
    actor: str
    mailing_list_id: int | None
    #: Where the addresses come from, as readers are told.
    origin: str
    #: `ImportReport.figures`; empty: it has not come to its end.
    counts: Mapping[str, int]
    undone_at: datetime | None
    undone_by: str | None

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end; otherwise it goes on, or was interrupted."""
        return bool(self.counts)

    @property
    def is_half_undone(self) -> bool:
        """Whether undoing it has begun and not ended: it goes on, or was interrupted."""
        return self.undone_by is not None and self.undone_at is None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers imports` promises."""
        return {
            "id": self.id,
            "file": self.file,
            "sha256": self.sha256,
            "as": self.kind.value,
            "at": self.at.isoformat(),
            "by": self.actor,
            "origin": self.origin,
            "counts": dict(self.counts),
            "undone_at": self.undone_at.isoformat() if self.undone_at else None,
            "undone_by": self.undone_by,
        }


def listed(session: Session) -> tuple[Run, ...]:
    """Return every import, newest first."""
    rows = session.scalars(sqlalchemy.select(ImportRun).order_by(col(ImportRun.id).desc()))
    return tuple(_run(row) for row in rows)


def show(session: Session, number: int) -> Run:
    """Return one import.

    Raises:
        errors.ImportUnknown.
    """
    row = session.get(ImportRun, number)
    if row is None:
        raise errors.ImportUnknown(id=number)
    return _run(row)


def _run(row: ImportRun) -> Run:
    return Run(
        id=row.id or 0,
        file=row.file_name,
        sha256=row.sha256,
        kind=ImportKind(row.kind),
        at=row.at,
        actor=row.actor,
        mailing_list_id=row.mailing_list_id,
        origin=row.origin,
        counts=row.counts,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
