"""The table of what a check of a partner's site found. Rows only."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class SiteCheck(SQLModel, table=True):
    """One look at the page of one partner, for the link and the logo of another."""

    __tablename__ = "site_check"

    id: int | None = Field(default=None, primary_key=True)
    #: Codes of the partners: on whose page, and who should stand there.
    on_code: str = Field(index=True)
    of_code: str
    at: datetime
    #: The address, or the name of a saved file.
    page: str
    is_file: bool = False
    link: bool
    logo: bool
    #: Why the page could not be looked at, in French; empty when it could.
    reason: str = ""
