"""The table of planned departures: what was chosen for an issue before anybody presses Send. Rows only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- the table that ours refers to
from lists.kinds import Policy


class DeparturePlan(SQLModel, table=True):
    """To whom an issue is to go, and when; moments are seconds since 1970."""

    __tablename__ = "departure_plan"

    issue_id: int = Field(foreign_key="issue.id", primary_key=True, ondelete="CASCADE")
    #: How often it was changed: whoever sends says which one they read.
    revision: int = 1
    #: A segment's name; empty is the whole list.
    segment: str = ""
    #: One of `lists.kinds.Policy`.
    policy: str = Policy.ALL.value
    #: `None`: as soon as it is confirmed.
    not_before: int | None = Field(default=None, sa_column=Column(BigInteger))
    not_after: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: Names of the trial groups that get the letter at once; their addresses stay with the groups.
    witnesses: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: Code of a blocking finding -> why the letter leaves anyway (`reason`), and what was found then (`sha256`).
    overrides: dict[str, dict[str, Any]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    actor: str
    at: datetime
