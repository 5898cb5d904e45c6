"""Readers who want the special issues of a list only: known by the keyed hash of their address, like those who left.

Refuses to know what a special issue is: the layer above says whether an issue is one. Whoever may reduce
may take that back: it brings nobody back who left.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy
from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, Session, SQLModel, col

from lists.models import KEY_BYTES, MailingList
from runtime import bulk

#: Why a reader is left out, in addition to `kinds.Reason`.
SPECIAL_ONLY = "special_only"


class Reduction(SQLModel, table=True):
    """Somebody who wants the special issues of a list only."""

    __tablename__ = "reduction"

    mailing_list_id: int = Field(primary_key=True, foreign_key="mailing_list.id")
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), primary_key=True))
    since: datetime


def reduce(session: Session, key: bytes, mailing_list_id: int, now: datetime) -> bool:
    """From now on send the reader only the special issues of a list; tell whether this is a change."""
    if session.get(MailingList, mailing_list_id) is None:
        return False
    # The button pressed twice at the same moment is one wish.
    insert = bulk.insert(Reduction, session).on_conflict_do_nothing().returning(col(Reduction.since))
    row = {"mailing_list_id": mailing_list_id, "address_key": key, "since": now}
    return session.execute(insert, row).first() is not None


def restore(session: Session, key: bytes, mailing_list_id: int) -> None:
    """Send the reader every issue again."""
    mine = (col(Reduction.address_key) == key) & (col(Reduction.mailing_list_id) == mailing_list_id)
    session.execute(sqlalchemy.delete(Reduction).where(mine))


def is_reduced(session: Session, key: bytes, mailing_list_id: int) -> bool:
    """Tell whether the reader wants the special issues only."""
    return session.get(Reduction, (mailing_list_id, key)) is not None


def keys(mailing_list_id: int) -> sqlalchemy.Select[bytes]:
    """Return the statement that selects who wants the special issues of a list only."""
    return sqlalchemy.select(col(Reduction.address_key)).where(col(Reduction.mailing_list_id) == mailing_list_id)
