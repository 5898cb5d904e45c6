"""What is found in a returned letter: its kind, and for each address what happened and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mailer.reasons import Reason


class LetterKind(StrEnum):
    """What a returned letter means to the sender."""

    #: A letter of ours did not arrive, for good.
    BOUNCE = "bounce"
    #: It has not arrived yet; the server goes on trying.
    DELAY = "delay"
    #: It arrived, and the server says so.
    DELIVERED = "delivered"
    #: A reader, or the reader's provider, reports it as unwanted (RFC 5965).
    COMPLAINT = "complaint"
    #: A machine answers in a person's absence (RFC 3834), or says that the letter was opened (RFC 8098).
    AUTO_REPLY = "auto_reply"
    #: A filter asks the sender to prove to be human.
    CHALLENGE = "challenge"
    #: Somebody asks to leave the list.
    UNSUBSCRIBE = "unsubscribe"
    #: A person writes, or the kind is unknown.
    OTHER = "other"


class Action(StrEnum):
    """What the server did with the letter (RFC 3464 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


class FailureStage(StrEnum):
    """The part of the dialogue in which the last server said no, where that is known."""

    MAIL = "mail"
    RCPT = "rcpt"
    CONTENT = "content"
    UNKNOWN = ""


@dataclass(frozen=True)
class Failure:
    """What a detector read about one address, not judged yet."""

    #: An empty string when the letter does not name the address.
    recipient: str
    #: The words of the last server where they are quoted, else of the server that wrote the report.
    words: str
    action: Action = Action.FAILED
    #: As the report gives it in a field of its own (RFC 3463); empty otherwise.
    status: str = ""
    stage: FailureStage = FailureStage.UNKNOWN
    #: More words about this address, used when the first ones say nothing.
    context: str = ""
    #: The words are a summary of another server's reply, by a server that does not know the address itself.
    is_hearsay: bool = False


@dataclass(frozen=True)
class AddressReport:
    """What became of one address."""

    #: An empty string when the letter does not name the address.
    recipient: str
    #: Enhanced status code; an empty string without one.
    status: str
    smtp_code: int | None
    reason: Reason
    #: This address or domain does not exist or will never take mail again.
    hard: bool
    #: The words that this was read from, as evidence; at most a few hundred characters.
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais bounces classify` promises."""
        return {
            "recipient": self.recipient,
            "status": self.status,
            "smtp_code": self.smtp_code,
            "reason": self.reason.value,
            "hard": self.hard,
        }


@dataclass(frozen=True)
class Opinion:
    """What one letter is."""

    kind: LetterKind
    reports: tuple[AddressReport, ...] = ()
    #: The address that a person who left their job gives instead; an empty string without one.
    replacement: str = ""
    #: The person does not work there any more.
    has_left: bool = False
    #: Some of the words sound like a request to leave; an officer is to read them.
    may_leave: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais bounces classify` promises, beside the name of the file."""
        return {"kind": self.kind.value, "reports": [one.as_json() for one in self.reports]}
