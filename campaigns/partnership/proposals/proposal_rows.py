"""The tables of proposals. Rows only: what may be done with them stands in the modules beside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Column, LargeBinary
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- tables that those here refer to
import lists.models  # noqa: F401 -- the same


class Proposal(SQLModel, table=True):
    """One action that a contributor proposed (« proposition »); its number is the one that they were told."""

    id: int | None = Field(default=None, primary_key=True)
    #: The draft that it became; `None` once that was deleted for good.
    item_id: int | None = Field(default=None, foreign_key="item.id", ondelete="SET NULL", index=True)
    #: The letter that it is for.
    publication_id: int = Field(foreign_key="publication.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", ondelete="SET NULL", index=True)
    #: Who proposed it; `None` for an unknown sender, and once they were erased.
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL", index=True)
    #: The address of a sender who is no contact, until their article appeared or was declined; empty otherwise.
    sender: str = ""
    #: Its key, for as long.
    sender_key: bytes | None = Field(default=None, sa_column=Column(LargeBinary, index=True))
    #: One of `ProposalOrigin`.
    origin: str
    #: Of a letter that was read: the same whenever it is read again.
    mail_id: str | None = Field(default=None, unique=True)
    received_at: datetime
    title: str
    #: One of `ProposalState`.
    state: str
    #: The picture as it is stored, as long as it waits for an answer; empty otherwise.
    picture: str = ""
    #: Who allowed the picture to be shown, as they said.
    rights: str = ""
    #: What the one question is about (`questions.Lack`), and when it was asked and answered.
    asked: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    #: Whether somebody young is shown or quoted, and agreed in writing; `None`: nobody has said.
    consent: bool | None = None
    #: Whether the other partner is invited, and what it answered.
    invites: bool = False
    comes: bool | None = None
    invited_on: datetime | None = None
    #: When the partner who sees proposals first was asked, when they saw it, and what they remarked.
    shown_at: datetime | None = None
    seen_at: datetime | None = None
    remark: str = ""
    settled_at: datetime | None = None
    #: Why it was declined, as its author was told.
    reason: str = ""
    #: When its author was told that it appeared.
    thanked_at: datetime | None = None


class AskedNetwork(SQLModel, table=True):
    """That somebody of a network was asked for an action for one issue: never twice."""

    __tablename__ = "asked_network"

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    address_key: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    at: datetime
