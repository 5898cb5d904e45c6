"""The table of the letters of welcome: rows only. What they mean stands in `welcome_letters`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- the table that ours refers to


class WelcomeLetter(SQLModel, table=True):
    """What a publication writes to whoever has just subscribed."""

    __tablename__ = "welcome_letter"

    publication_id: int = Field(foreign_key="publication.id", primary_key=True, ondelete="CASCADE")
    is_on: bool = False
    subject: str
    #: The JSON of `templates.rich_text.prosemirror`.
    body: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    #: Whether it leads to the last issue on the web.
    shows_last: bool = True
