"""The table of trials of two subjects: rows only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

import campaigns.post.models  # noqa: F401 -- the table that ours refers to


class SubjectTrial(SQLModel, table=True):
    """Two subjects of one campaign."""

    __tablename__ = "subject_trial"

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True, ondelete="CASCADE")
    #: How it is drawn, see `second_subjects.Wish`.
    percent: int
    least: int
    hours: int
    #: How many recipients have the first and the second subject of those who try.
    first_readers: int = 0
    second_readers: int = 0
    #: When the last of their letters had been handed over; seconds since 1970, `None` until then.
    out_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: When one was chosen.
    chosen_at: int | None = Field(default=None, sa_column=Column(BigInteger))
    #: One of `choosing.Chosen`; empty until then.
    chosen: str = ""
    #: One of `choosing.Because`; empty until then.
    because: str = ""
    #: How many persons had clicked in letters with each subject when one was chosen.
    first_clicked: int = 0
    second_clicked: int = 0
