"""The tables of composing an issue: remarks, what was taken over, who wrote its lines, groups for trial letters.

Rows only.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- tables that those here refer to


class IssueComment(SQLModel, table=True):
    """A remark of a colleague on an issue, or on one item in it; open until somebody resolves it."""

    __tablename__ = "issue_comment"

    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True, ondelete="CASCADE")
    #: The item that it is about; `None` for the whole issue.
    item_id: int | None = Field(default=None, foreign_key="item.id", ondelete="CASCADE")
    at: datetime
    #: Who said it, as acts are recorded, and by what name people know them.
    actor: str
    name: str
    text: str
    resolved_at: datetime | None = None
    #: The name of whoever resolved it, empty while it is open.
    resolved_by: str = ""


class TakenOver(SQLModel, table=True):
    """An item that an issue took over from an earlier one, until somebody touches it or says that it is right."""

    __tablename__ = "taken_over"

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    item_id: int = Field(primary_key=True)
    #: Where it comes from.
    source_id: int = Field(foreign_key="issue.id")
    #: What it was then: as long as it is the same, nobody touched it.
    sha256: str


class LinesRevision(SQLModel, table=True):
    """How often the lines of an issue were changed, and by whom last: whoever saves says what they had before them."""

    __tablename__ = "lines_revision"

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    revision: int
    actor: str
    at: datetime


class SecondSubject(SQLModel, table=True):
    """Another subject for an issue, and how it is tried against the first."""

    __tablename__ = "second_subject"

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    subject: str
    #: Of a hundred readers, how many try one of the two.
    percent: int
    #: How many try at least.
    least: int
    #: Hours after the last of their letters at which the better subject is chosen.
    hours: int


class Digest(SQLModel, table=True):
    """How a publication gathers what appeared since its last digest, and what became of that one."""

    publication_id: int = Field(foreign_key="publication.id", primary_key=True, ondelete="CASCADE")
    is_on: bool = False
    #: One of `digest_rhythms.Every`; from Monday, 0; which of these days of the month.
    every: str = "month"
    weekday: int = 1
    week: int = 1
    by_itself: bool = False
    next_on: date | None = None
    #: One of `digests.Outcome`, empty before the first; why, in French.
    outcome: str = ""
    why: str = ""
    last_on: date | None = None
    #: The issue that was prepared; it may be gone.
    issue_id: int | None = None


class TrialGroup(SQLModel, table=True):
    """People who receive trial letters together (« groupe d’essai »)."""

    __tablename__ = "trial_group"
    __table_args__ = (UniqueConstraint("publication_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    publication_id: int = Field(foreign_key="publication.id")
    name: str


class TrialAddress(SQLModel, table=True):
    """One address of such a group."""

    __tablename__ = "trial_address"

    group_id: int = Field(foreign_key="trial_group.id", primary_key=True, ondelete="CASCADE")
    #: By this the address goes away with its person.
    address_key: bytes = Field(primary_key=True, index=True)
    address: str
