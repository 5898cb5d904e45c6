"""The table of the stored versions of a convention. Rows only: what they say is read by `reading`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class ConventionVersion(SQLModel, table=True):
    """One version: the convention itself, or an amendment (« avenant »)."""

    __tablename__ = "convention_version"

    id: int | None = Field(default=None, primary_key=True)
    #: The version that it amends; `None` for a convention itself.
    amends_id: int | None = Field(default=None, foreign_key="convention_version.id")
    first_day: date
    last_day: date
    #: What its file says, with what an amendment takes over; days as ISO 8601.
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: Of the content in its canonical form: the same file is stored once.
    sha256: str
    stored_at: datetime
    stored_by: str
