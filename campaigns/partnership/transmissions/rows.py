"""The tables of what was told of new signatories: transmissions, announcements, and since when.

Rows only. That an organisation stands in one transmission and in one issue is what the unique columns see to; its SIREN
is kept beside its number, so that the same company entered a second time is not told of again.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, SQLModel

import campaigns.editorial.models  # noqa: F401 -- tables that ours refer to
import lists.models  # noqa: F401 -- the same


class Transmission(SQLModel, table=True):
    """One numbered list; it closes a period of registration, and the next one begins there."""

    __tablename__ = "transmission"

    id: int | None = Field(default=None, primary_key=True)
    number: int = Field(unique=True)
    #: Seconds since 1970; `None` for the first period, if no day was said from which it begins.
    since: int | None = Field(default=None, sa_column=Column(BigInteger))
    closed_at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: Of its file in CSV, in hexadecimal.
    sha256: str
    #: How many people it was mailed to.
    letters: int = 0


class TransmittedSignatory(SQLModel, table=True):
    """An organisation as it was transmitted."""

    __tablename__ = "transmitted_signatory"

    id: int | None = Field(default=None, primary_key=True)
    transmission_id: int = Field(foreign_key="transmission.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", unique=True)
    siren: str | None = Field(default=None, unique=True)
    name: str
    commune: str | None = None
    departement: str | None = None
    signed_on: date
    registered_on: date
    late: bool
    #: The name of the mission locale that brought it.
    referrer: str | None = None


class Announcement(SQLModel, table=True):
    """An organisation that an issue announces, or keeps to announce."""

    __tablename__ = "announcement"

    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", unique=True)
    siren: str | None = Field(default=None, unique=True)
    signed_on: date
    late: bool


class SignatoryStart(SQLModel, table=True):
    """The day before which signatures were known already; the newest row holds."""

    __tablename__ = "signatory_start"

    id: int | None = Field(default=None, primary_key=True)
    day: date
