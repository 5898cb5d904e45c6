"""The tables of meetings. Rows only: what may be done with them stands in the modules beside."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- the table that ours refer to
from lists.models import KEY_BYTES


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    #: Somebody said that it took place.
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingRow(SQLModel, table=True):
    """A meeting or an event."""

    __tablename__ = "meeting"

    id: int | None = Field(default=None, primary_key=True)
    #: Who writes the invitations.
    publication_id: int = Field(foreign_key="publication.id")
    #: One of `kinds.MeetingKind`.
    kind: str
    #: Short and for good: articles name the meeting by it.
    name: str = Field(unique=True, index=True)
    title: str
    #: ISO 8601: a day, or a moment with its zone; the end may be empty.
    starts: str
    ends: str = ""
    place: str = ""
    #: Lines.
    agenda: str = ""
    #: One of `MeetingState`.
    state: str = MeetingState.PLANNED.value
    #: Why it was cancelled.
    reason: str = ""
    #: How many came, as somebody counted them.
    attendees: int | None = None
    #: Names of documents of the library: the minutes, and what the other side did this year.
    minutes: str = ""
    summary: str = ""
    #: Counts the changes that calendars learn of (RFC 5545 3.8.7.4), and which of them last moved its time.
    sequence: int = 0
    moved: int = 0
    #: The address that the first invitation named as the organiser: calendars take changes from no other.
    organizer: str = ""
    created_at: datetime


class GuestRow(SQLModel, table=True):
    """A person who is invited to a meeting, or represents a partner there."""

    __tablename__ = "meeting_guest"
    __table_args__ = (UniqueConstraint("meeting_id", "address_key", name="meeting_guest_once"),)

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True, ondelete="CASCADE")
    name: str
    #: As it goes on the wire.
    email: str
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    #: The code of the partner for whom the person comes; empty for everybody else.
    side: str = ""
    #: When the first invitation was queued.
    invited_at: datetime | None = None
    #: The message that is on its way, and what became of the last one: a `DeliveryState`, or empty.
    message_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    arrival: str = ""
    #: « yes », « no », or empty; when, and at which sequence of the meeting.
    answer: str = ""
    answered_at: datetime | None = None
    answered_sequence: int = 0
    reminded_at: datetime | None = None
    #: Whether the person came; `None` while nobody said it.
    attended: bool | None = None


class SaidRow(SQLModel, table=True):
    """What was reminded of or remarked once, and is not said again."""

    __tablename__ = "meeting_said"

    #: What: « steering:90:cnml », « practices ».
    what: str = Field(primary_key=True)
    #: About which: « meeting:3 », or the last day of a convention.
    about: str = Field(primary_key=True)
    at: datetime
