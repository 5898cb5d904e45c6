"""Since when signatures are told of: whoever signed before that day was known already, and is in no list.

An installation begins with everybody who ever signed, in one file; without this day its first list would be all of
them. Refuses to guess it: as long as nobody said a day, everybody is new.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from campaigns.partnership.transmissions.rows import SignatoryStart
from runtime import audit
from runtime.installation import Installation


def day(session: Session) -> date | None:
    """Return the day; `None` when nobody said one."""
    found = session.exec(select(SignatoryStart).order_by(col(SignatoryStart.id).desc()).limit(1)).first()
    return found.day if found else None


def set_(opened: Installation, since: date, actor: str) -> None:
    """Say the day; what was told already stays told."""
    with opened.database.transaction() as session:
        session.add(SignatoryStart(day=since))
        audit.record(session, opened.clock.now(), actor, "signatories.started", day=since.isoformat())
