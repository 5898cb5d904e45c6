"""The tables of the checks: warnings that a person does not want to see, links as they were last found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- tables that those here refer to


class MutedFinding(SQLModel, table=True):
    """A warning that somebody looked at and does not want to see again."""

    __tablename__ = "muted_finding"
    __table_args__ = (UniqueConstraint("code", "issue_id"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    #: The issue in which it is muted, or the publication in all of whose issues it is.
    issue_id: int | None = Field(default=None, foreign_key="issue.id")
    publication_id: int | None = Field(default=None, foreign_key="publication.id")
    since: datetime


class LinkVisit(SQLModel, table=True):
    """What a link of a letter led to when it was last followed."""

    __tablename__ = "link_visit"

    url: str = Field(primary_key=True)
    #: One of `campaigns.checking.links.link_states.LinkState`.
    outcome: str
    #: A French clause that says why, empty for what is alive.
    reason: str
    at: datetime
