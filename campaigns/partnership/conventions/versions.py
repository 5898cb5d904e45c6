"""The stored versions of the convention, and which of them holds on a day.

Owns their order: of two versions that cover a day, the one that was stored last holds. Refuses to change a stored one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.partnership.conventions import reading
from campaigns.partnership.conventions.models import ConventionVersion
from campaigns.partnership.conventions.values import Convention

#: Number, what it amends and fingerprint of a version -> what it says.
_REMEMBERED: dict[tuple[int, int, str], Convention] = {}
_MOST_REMEMBERED = 64


def in_force(session: Session, on: date) -> Convention | None:
    """Return the version that holds on a day; `None` when no convention does."""
    row = session.exec(
        select(ConventionVersion)
        .where(col(ConventionVersion.first_day) <= on, col(ConventionVersion.last_day) >= on)
        .order_by(col(ConventionVersion.id).desc())
        .limit(1)
    ).first()
    return _read(row) if row else None


def ended(session: Session, on: date) -> Convention | None:
    """Return the last convention when it is over on a day and nothing renews it (« échue »); `None` otherwise."""
    if in_force(session, on) is not None:
        return None
    row = session.exec(
        select(ConventionVersion)
        .where(col(ConventionVersion.last_day) < on)
        .order_by(col(ConventionVersion.last_day).desc(), col(ConventionVersion.id).desc())
        .limit(1)
    ).first()
    return _read(row) if row else None


def newest(session: Session) -> Convention | None:
    """Return the version that was stored last; `None` when there is none."""
    row = session.exec(select(ConventionVersion).order_by(col(ConventionVersion.id).desc()).limit(1)).first()
    return _read(row) if row else None


def everything(session: Session) -> tuple[Convention, ...]:
    """Return every version, in the order in which they were stored."""
    return tuple(_read(row) for row in session.exec(select(ConventionVersion).order_by(col(ConventionVersion.id))))


def keep(session: Session, said: Mapping[str, Any], file: str, now: datetime, actor: str, *, amends: int) -> Convention:
    """Store what a file says as a new version, unless it is the newest already; return it.

    Raises:
        ConventionRefused.
    """
    read = reading.convention(said, file, amends=amends)
    content = json.loads(json.dumps(said, default=date.isoformat))
    canonical = json.dumps([amends > 0, content], ensure_ascii=False, sort_keys=True)
    sha256 = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    last = session.exec(select(ConventionVersion).order_by(col(ConventionVersion.id).desc()).limit(1)).first()
    if last is not None and last.sha256 == sha256:
        return _read(last)
    row = ConventionVersion(
        amends_id=amends or None,
        first_day=read.first_day,
        last_day=read.last_day,
        content=content,
        sha256=sha256,
        stored_at=now,
        stored_by=actor,
    )
    session.add(row)
    session.flush()
    return _read(row)


def document(session: Session, version: int) -> dict[str, Any]:
    """Return what the file of a stored version says, days as days."""
    return _said(session.get_one(ConventionVersion, version))


def _said(row: ConventionVersion) -> dict[str, Any]:
    return row.content | {name: date.fromisoformat(row.content[name]) for name in reading.DAYS}


def _read(row: ConventionVersion) -> Convention:
    """Return a version; what was read once is remembered, since nobody changes a stored one."""
    key = row.id or 0, row.amends_id or 0, row.sha256
    if key not in _REMEMBERED:
        if len(_REMEMBERED) >= _MOST_REMEMBERED:
            _REMEMBERED.clear()
        _REMEMBERED[key] = reading.convention(_said(row), "", version=key[0], amends=key[1])
    return _REMEMBERED[key]
