"""What happened between us and each contact, as the layer above reports it. Refuses to ask what was sent, or why.

A *sending* and a *work* are opaque numbers here: in the layer above they are a campaign and an issue.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import BigInteger, Column, Index, Select
from sqlmodel import Field, Session, SQLModel, col

from lists.kinds import SIGNS, Fact, SuppressionReason
from lists.permission import suppressing
from runtime import bulk

#: The sending of a fact that belongs to no sending: a reply to nothing in particular, a subscription.
NONE = 0


class Sending(SQLModel, table=True):
    """Something that was sent to many people."""

    __tablename__ = "history_sending"

    #: The number by which the layer above knows it.
    id: int = Field(primary_key=True)
    #: What was sent: the same work may be sent more than once.
    work: int = Field(index=True)
    #: Seconds since 1970.
    at: int = Field(sa_column=Column(BigInteger, nullable=False))


class Happening(SQLModel, table=True):
    """One fact about one contact; when it repeats, only the latest moment is kept."""

    __tablename__ = "history"
    __table_args__ = (
        Index("history_of_contact", "contact_id", "fact", "at"),
        # Half the size without a rowid: the key is the row.
        {"sqlite_with_rowid": False},
    )

    #: One of `kinds.Fact`.
    fact: str = Field(primary_key=True)
    sending: int = Field(primary_key=True)
    contact_id: int = Field(primary_key=True, foreign_key="contact.id", ondelete="CASCADE")
    #: Seconds since 1970.
    at: int = Field(sa_column=Column(BigInteger, nullable=False))


def refused_hard(session: Session, address_key: bytes, now: datetime, evidence: str) -> bool:
    """Note that this address does not exist or will never accept mail again: no list writes to it any more.

    `evidence` says where the server's reply is kept, never the address. Returns whether this was new.
    """
    return suppressing.suppress(session, address_key, reason=SuppressionReason.BOUNCED, since=now, evidence=evidence)


def sent(session: Session, sending: int, work: int, at: int) -> None:
    """Note that a sending took place; noting it again changes nothing."""
    row = {"id": sending, "work": work, "at": at}
    session.execute(bulk.insert(Sending, session).on_conflict_do_nothing(), row)


def note(session: Session, contact_ids: Collection[int], fact: Fact, at: int, sending: int = NONE) -> None:
    """Note a fact about contacts; a repeated fact of the same sending moves to the later moment.

    A letter that came back was not received.
    """
    if fact is Fact.BOUNCED:
        taken = (col(Happening.fact) == Fact.RECEIVED.value) & (col(Happening.sending) == sending)
        session.execute(sqlalchemy.delete(Happening).where(taken, col(Happening.contact_id).in_(contact_ids)))
    rows = [{"fact": fact.value, "sending": sending, "contact_id": one, "at": at} for one in contact_ids]
    if rows:
        session.execute(_latest(session), rows)


def note_all(session: Session, facts: Select[tuple[int, str, int]], sending: int) -> None:
    """Note the facts of one sending from a statement of (contact_id, fact, at), in one go; known facts stay."""
    contact_id, fact, at = facts.subquery("told").c
    told = sqlalchemy.select(fact, sqlalchemy.literal(sending), contact_id, at)
    # Without a WHERE, SQLite reads the ON of ON CONFLICT as that of a join.
    there = told.where(sqlalchemy.true())
    insert = bulk.insert(Happening, session).from_select(["fact", "sending", "contact_id", "at"], there)
    session.execute(insert.on_conflict_do_nothing())


def last_signs() -> sqlalchemy.Subquery:
    """Return, for every contact (`contact_id`) who ever acted, the moment of their last own act (`at`).

    To be joined: asked contact by contact, PostgreSQL reads the whole history for each, until it has statistics.
    """
    own = col(Happening.fact).in_([one.value for one in SIGNS])
    latest = sqlalchemy.func.max(col(Happening.at)).label("at")
    return (
        sqlalchemy.select(col(Happening.contact_id), latest).where(own).group_by(col(Happening.contact_id)).subquery()
    )


def purge(session: Session, before: datetime) -> int:
    """Drop what happened before a moment, except that a contact was informed; return how many facts were dropped."""
    return bulk.changed(session, sqlalchemy.delete(Happening).where(_old(before)))


def old(session: Session, before: datetime) -> int:
    """Count what `purge` would drop."""
    return int(session.execute(sqlalchemy.select(sqlalchemy.func.count()).where(_old(before))).scalar_one())


def _old(before: datetime) -> sqlalchemy.ColumnElement[bool]:
    """Return the condition over facts; they are stored by sending, so those of an old one are found at once."""
    moment = int(before.timestamp())
    facts = [fact.value for fact in Fact if fact is not Fact.INFORMED]
    sendings = sqlalchemy.select(col(Sending.id)).where(col(Sending.at) < moment)
    among = sqlalchemy.or_(col(Happening.sending) == NONE, col(Happening.sending).in_(sendings))
    return sqlalchemy.and_(col(Happening.fact).in_(facts), among, col(Happening.at) < moment)


def _latest(session: Session) -> Any:
    insert = bulk.insert(Happening, session)
    later = sqlalchemy.case((insert.excluded.at > col(Happening.at), insert.excluded.at), else_=col(Happening.at))
    return insert.on_conflict_do_update(index_elements=["fact", "sending", "contact_id"], set_={"at": later})
