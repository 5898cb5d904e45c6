"""The table of corrections. Rows only; the newest one of a commitment holds."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

import campaigns.partnership.conventions.models  # noqa: F401 -- the table that ours refers to


class StatusCorrection(SQLModel, table=True):
    """The committee's own word on the status of a commitment, or that it takes it back."""

    __tablename__ = "status_correction"

    id: int | None = Field(default=None, primary_key=True)
    #: The stored version of the convention that was reviewed.
    convention: int = Field(foreign_key="convention_version.id", index=True)
    #: The id of the clause in it.
    commitment: str
    #: One of `statuses.status.Status`; empty when an earlier correction is taken back.
    status: str
    #: Why, in the committee's words.
    reason: str
    corrected_on: date
    actor: str
