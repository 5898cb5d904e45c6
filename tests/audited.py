"""What the audit holds, for tests of verbs. Owns no test."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from runtime.audit import AuditEntry
from runtime.installation import Installation


def acts(opened: Installation, actor: str = "test") -> list[tuple[str, dict[str, Any]]]:
    """Return what somebody did, oldest first: the act and its details."""
    mine = select(AuditEntry).where(AuditEntry.actor == actor).order_by(col(AuditEntry.id))
    with opened.database.reading() as session:
        return [(one.act, dict(one.details)) for one in session.exec(mine)]
