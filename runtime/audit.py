"""Who did what, when: an append-only table of acts. Carries ids and facts, never an address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, delete, func
from sqlmodel import Field, Session, SQLModel, col, select

from runtime import bulk


class AuditEntry(SQLModel, table=True):
    """One act of a person or of a scheduled run."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    #: Who: `shell:<system user>`, `tick`, later a console account id.
    actor: str
    #: What: `<thing>.<act>`, for instance `campaign.launched`.
    act: str
    #: Ids and figures, enough to find the thing again.
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def record(session: Session, at: datetime, actor: str, act: str, **details: Any) -> None:
    """Append one act, in the transaction of the act itself."""
    session.add(AuditEntry(at=at, actor=actor, act=act, details=details))


def last(session: Session, acts: Iterable[str], **details: Any) -> AuditEntry | None:
    """Return the newest of these acts that has all of `details`; `None` without one."""
    entries = session.exec(select(AuditEntry).where(col(AuditEntry.act).in_(acts)).order_by(col(AuditEntry.id).desc()))
    return next((one for one in entries if details.items() <= one.details.items()), None)


def newest(session: Session, apart_from: Iterable[str]) -> int:
    """Return the number of the newest act whose name begins with none of `apart_from`; 0 without one."""
    others = [~col(AuditEntry.act).startswith(prefix, autoescape=True) for prefix in apart_from]
    query = select(AuditEntry.id).where(*others).order_by(col(AuditEntry.id).desc())
    return session.exec(query.limit(1)).first() or 0


def old(session: Session, before: datetime) -> int:
    """Count the acts from before a moment."""
    return session.exec(select(func.count(col(AuditEntry.id))).where(col(AuditEntry.at) < before)).one()


def purge(session: Session, before: datetime) -> int:
    """Drop the acts from before a moment; return how many were dropped."""
    return bulk.changed(session, delete(AuditEntry).where(col(AuditEntry.at) < before))
