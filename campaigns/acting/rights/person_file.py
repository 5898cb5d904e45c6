"""All that is known of one person, as one value: `gathering` builds it, scripts read it, the person receives it.

Owns the shape of its JSON. Refuses French wording, which stands in `labels`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lists.permission.consents import Act
from lists.rights_requests import Request
from runtime import json_values


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
    #: The legal basis, and its reason.
    basis: str | None
    note: str | None
    state: str
    since: datetime
    #: Whether the person wants the special issues only.
    special_only: bool
    #: Where the list has the address from, in its own words; empty if it has none.
    origin: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know; `origin` is absent when it is empty."""
        document = json_values.document(self)
        return document if self.origin else {name: value for name, value in document.items() if name != "origin"}


@dataclass(frozen=True, kw_only=True)
class Picked:
    """A segment that a contact was put into or taken out of by hand."""

    segment: str
    included: bool


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One of the person's contacts."""

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
    #: The département whose regional items the person chose; `None`: that of their workplace.
    reads_departement: str | None
    collected_from: str
    collected_on: date
    #: When the person was told where their address comes from.
    informed_on: date | None
    import_: Import | None
    lists: tuple[Listed, ...]
    segments: tuple[Picked, ...]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What stops our letters, for one list or, without a list, for all."""

    reason: str
    since: datetime
    list: str | None
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """An erasure, as recorded in the journal, which no restore reverts."""

    at: datetime
    evidence: str

    def as_json(self) -> dict[str, Any]:
        """Return it with the moment exactly as in the journal, so that it can be searched there."""
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
class Designated:
    """A role that the person holds, or held, for a partner."""

    #: One of `designations.verbs.Role`.
    designation: str
    #: The code of the partner.
    side: str
    name: str
    function: str
    deputy: bool
    first_day: date
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Proof:
    """An issue that the person was shown before it left, and what they last said of it."""

    title: str
    #: For whom they speak; `None` for a reader « pour avis ».
    side: str | None
    name: str
    sent: datetime
    reminded: datetime | None
    #: One of `standing.Verdict`; `None` when they said nothing.
    verdict: str | None
    comment: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A meeting to which the person was invited, or where they represent a partner."""

    meeting: str
    starts: str
    #: The person's name there, and the code of the partner for whom they come.
    name: str
    side: str | None
    invited: datetime | None
    answer: str | None
    answered: datetime | None
    attended: bool | None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What the person answered to an invitation."""

    campaign: int
    title: str
    coming: bool
    people: int
    represented_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Message:
    """A service message."""

    message: str
    state: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Known:
    """A fact that segment rules use about the person and our letters; it may belong to a campaign."""

    fact: str
    campaign: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """An article that the person proposed."""

    proposal: int
    title: str
    #: One of `proposal_states.ProposalState`.
    standing: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the person wrote back to us, and what we answered."""

    letter: int
    subject: str
    words: str
    attachments: tuple[str, ...]
    our_answers: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Away:
    """An absence that the person announced."""

    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Silence:
    """The retention state of a silent person: when they were listed, and whether they were asked."""

    listed: date
    asked: date | None
    unasked: str | None


@dataclass(frozen=True, kw_only=True)
class File:
    """Everything that is known of one person."""

    #: As the asker typed it.
    address: str
    contacts: tuple[Contact, ...]
    #: The person's acts of consent, oldest first.
    consents: tuple[Act, ...]
    suppressions: tuple[Stop, ...]
    erased: tuple[Erasure, ...]
    letters: tuple[Letter, ...]
    events: tuple[Event, ...]
    designations: tuple[Designated, ...]
    proofs: tuple[Proof, ...]
    meetings: tuple[Invitation, ...]
    answers: tuple[Reply, ...]
    proposals: tuple[Proposed, ...]
    messages: tuple[Message, ...]
    written: tuple[Written, ...]
    absences: tuple[Away, ...]
    history: tuple[Known, ...]
    requests: tuple[Request, ...]
    silence: Silence | None

    def as_json(self) -> dict[str, Any]:
        """Return what `relais readers show --json` prints."""
        return json_values.document(self)
