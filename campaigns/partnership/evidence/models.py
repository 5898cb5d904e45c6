"""The table of recorded evidence. Rows only; what the ledger itself proves is never stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class EvidenceRow(SQLModel, table=True):
    """One act that proves something for one clause."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("act", "subject", "commitment"),)

    id: int | None = Field(default=None, primary_key=True)
    #: `meeting:exchange`, see `campaigns.partnership.evidence`.
    act: str
    #: What it is about: `meeting:3`.
    subject: str = Field(index=True)
    #: The id of the clause in the convention of that day.
    commitment: str
    on: date = Field(index=True)
    #: The last day of what lasts, when one is known.
    until: date | None = None
    text: str
    #: One of `Nature`.
    nature: str
    actor: str
    #: Where it can be looked at, empty for nowhere.
    link: str = ""
    sha256: str = ""
