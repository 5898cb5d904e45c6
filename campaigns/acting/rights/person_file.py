"""All that is known of one person as one value: `gathering` gathers it, scripts read it, she is handed it.

Owns the shape of its JSON. Refuses words: those for people stand in `labels`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lists.permission.consents import Act
from runtime import values


@dataclass(frozen=True, kw_only=True)
class Import:
    """The file that a contact came in."""

    file: str
    sha256: str
    at: datetime
    origin: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A list that a contact is on, or was."""

    list: str
    #: By what right, and why it is one.
    basis: str | None
    note: str | None
    state: str
    since: datetime
    #: Whether she wants the special issues only.
    special_only: bool
    #: Where the list has her address from, in words of its own; empty without.
    origin: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know; without words of its own the list has no `origin`."""
        document = values.document(self)
        return document if self.origin else {name: value for name, value in document.items() if name != "origin"}


@dataclass(frozen=True, kw_only=True)
class Picked:
    """A segment that somebody put a contact into, or took her out of."""

    segment: str
    included: bool


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One of her contacts."""

    id: int
    civility: str | None
    first_name: str | None
    last_name: str | None
    function: str | None
    role: str
    nature: str
    language: str
    phone: str | None
    organisation: str | None
    email: str
    #: The département whose regional items she chose to read; none: where she works.
    reads_departement: str | None
    collected_from: str
    collected_on: date
    #: When she was told where her address comes from.
    informed_on: date | None
    import_: Import | None
    lists: tuple[Listed, ...]
    segments: tuple[Picked, ...]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What stops our letters, to one list or, without one, to all."""

    reason: str
    since: datetime
    list: str | None
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """That she was erased, as the journal bears it, which no restore puts back."""

    at: datetime
    evidence: str

    def as_json(self) -> dict[str, Any]:
        """Return it with the moment exactly as it stands in the journal, where it can be looked for."""
        return {"at": self.at.isoformat(), "evidence": self.evidence}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of the ledger, and what became of it."""

    campaign: int
    title: str
    state: str
    reason: str
    reply: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Event:
    """What came back of a letter."""

    event: str
    campaign: int | None
    at: datetime
    #: The number of a link that was followed.
    link: int | None
    details: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Message:
    """A service message."""

    message: str
    state: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Known:
    """What rules know of her and our letters, of a campaign or of none."""

    fact: str
    campaign: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What she asked about her data."""

    id: int
    kind: str
    address: str | None
    received: date
    due: date
    extended: date | None
    closed: date | None
    extension: str | None
    ending: str | None
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Silence:
    """How far she is on her way out: when she came onto the list of the silent, and whether she was asked."""

    listed: date
    asked: date | None
    unasked: str | None


@dataclass(frozen=True, kw_only=True)
class File:
    """Everything."""

    #: As whoever asks wrote it.
    address: str
    contacts: tuple[Contact, ...]
    #: Her acts, oldest first.
    consents: tuple[Act, ...]
    suppressions: tuple[Stop, ...]
    erased: tuple[Erasure, ...]
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    messages: tuple[Message, ...]
    history: tuple[Known, ...]
    requests: tuple[Asked, ...]
    silence: Silence | None

    def as_json(self) -> dict[str, Any]:
        """Return what `relais readers show --json` prints."""
        return values.document(self)
