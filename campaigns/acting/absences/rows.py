"""The table of absences: rows only. It goes with the person who is away."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

import accounts.models  # noqa: F401 -- the table of users, which ours refers to
import lists.models  # noqa: F401 -- the table of contacts, which ours refers to


class Absence(SQLModel, table=True):
    """Somebody of the house, or a contact, is away from one day to another, both included."""

    __tablename__ = "absence"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="CASCADE")
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True, ondelete="CASCADE")
    first_day: date
    last_day: date
