"""The tables of the kit: what it holds, and which organisation took it when. Rows only, and nobody's name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

import lists.models  # noqa: F401 -- the table that ours refers to


class KitContent(SQLModel, table=True):
    """What the kit holds; the newest row holds."""

    __tablename__ = "kit"

    id: int | None = Field(default=None, primary_key=True)
    #: Words to pass on, in Markdown.
    text: str
    #: Names of documents of the library, in their order.
    documents: list[str] = Field(sa_column=Column(JSON, nullable=False))
    prepared_at: datetime


class KitTaking(SQLModel, table=True):
    """An organisation took the kit on a day."""

    __tablename__ = "kit_taking"
    __table_args__ = (UniqueConstraint("organisation_id", "on", name="kit_taking_once_a_day"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    on: date
