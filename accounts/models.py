"""The tables of `accounts`. No password, token or code stands in them: only what recognises one.

A letter is a plain number here: `accounts` does not know their table. Refuses to decide anything.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class Account(SQLModel, table=True):
    """Somebody who works in the console."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    #: As it is written to, and shown.
    email: str
    #: The same, case folded: what the account is found by.
    email_key: str = Field(unique=True, index=True)
    name: str
    #: Argon2 (RFC 9106), with its parameters; `None` as long as none was chosen.
    password_hash: str | None = None
    made_at: datetime
    #: Since when the holder may no longer come in.
    blocked_at: datetime | None = None
    #: « light », « dark », or empty for that of the device.
    theme: str = ""
    #: The seed of the codes of the second step (RFC 6238), sealed; `None` when no code is asked for.
    totp_sealed: str | None = None
    #: The step of the last code that was taken: none is taken twice.
    totp_step: int | None = None


class AccountGrant(SQLModel, table=True):
    """One role of an account."""

    __tablename__ = "account_grant"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    #: One of `roles.Role`.
    role: str
    #: The letter for which it holds; `None` for all.
    publication_id: int | None = None


class AccountSession(SQLModel, table=True):
    """Somebody signed in on one device."""

    __tablename__ = "account_session"

    id: int | None = Field(default=None, primary_key=True)
    #: SHA-256 of the token that the browser keeps, in hexadecimal.
    key: str = Field(unique=True, index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    began_at: datetime
    #: To the minute.
    seen_at: datetime
    #: The beginning of the address, see `networks`.
    network: str
    #: The device in words, see `devices`.
    device: str
    #: The letter that the visitor looks at.
    publication_id: int | None = None


class AccountLink(SQLModel, table=True):
    """A link that serves once; the row goes when it has served."""

    __tablename__ = "account_link"

    id: int | None = Field(default=None, primary_key=True)
    #: SHA-256 of the code in the link, in hexadecimal.
    key: str = Field(unique=True, index=True)
    #: One of `codes.Purpose`.
    purpose: str
    #: Whose it is; `None` for the first of all accounts.
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    expires_at: datetime


class AccountRecovery(SQLModel, table=True):
    """A code for the day on which the device that makes codes is lost; the row goes when it has served."""

    __tablename__ = "account_recovery"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    #: SHA-256 of the code, in hexadecimal: 80 random bits cannot be tried out.
    key: str


class AccountAttempt(SQLModel, table=True):
    """How often somebody tried, see `throttle`."""

    __tablename__ = "account_attempt"

    #: What is counted, hashed.
    key: str = Field(primary_key=True)
    count: int
    #: The first of these attempts, in seconds since 1970.
    since: int
