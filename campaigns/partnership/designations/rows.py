"""The table of designations: rows only. What may be done with them stands in `verbs`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from lists.models import KEY_BYTES


class DesignationRow(SQLModel, table=True):
    """A person who speaks for a side, in a role, between two days."""

    __tablename__ = "designation"

    id: int | None = Field(default=None, primary_key=True)
    #: The code of the partner.
    side: str = Field(index=True)
    #: One of `verbs.Role`.
    role: str
    name: str
    #: What they are in their house; empty when nobody said it.
    function: str = ""
    #: As it goes on the wire; empty once the person was erased.
    email: str
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    #: Whether they stand in for whoever holds the role.
    deputy: bool = False
    #: First and last day, in Paris.
    since: date
    until: date | None = None
    #: When both sides were asked to designate somebody in their place.
    renewal_asked_at: datetime | None = None
