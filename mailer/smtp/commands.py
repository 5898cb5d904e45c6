"""The envelope of one letter as command lines, using only what the server offers.

Refuses, without asking the server: an address that is not a plain one, an international one where SMTPUTF8 is not
offered, a letter above the size that the server announced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mailer import errors, wire_guard
from mailer.smtp.outcomes import Outcome, OutcomeKind
from mailer.smtp_replies import Reply
from mailer.verdicts import SmtpStage
from runtime.language import _

_NOT_XTEXT = re.compile(r"[^!-*,-<>-~]")


class Envelope(NamedTuple):
    """Who sends to whom; one recipient per transaction, so that each has a return path of its own (VERP)."""

    #: The return path; empty for what must never be answered.
    sender: str
    recipient: str
    #: Octets of the letter, 0 when not known yet. An estimate will do (RFC 1870 5).
    size: int = 0
    #: What a delivery report will repeat (RFC 3461 4.4): an opaque id, never an address.
    envid: str | None = None


@dataclass(frozen=True)
class Extensions:
    """What the server said it can do, once the connection was secure."""

    pipelining: bool = False
    #: Largest letter in octets; 0 when the server knows no limit or does not say.
    largest: int = 0
    size: bool = False
    eight_bit: bool = False
    smtputf8: bool = False
    dsn: bool = False

    @classmethod
    def offered(cls, keywords: Mapping[str, str]) -> Extensions:
        """Read lower-case EHLO keywords and their parameters (RFC 5321 4.1.1.1)."""
        limit = keywords.get("size", "").strip()
        return cls(
            pipelining="pipelining" in keywords,
            largest=int(limit) if limit.isascii() and limit.isdigit() else 0,
            size="size" in keywords,
            eight_bit="8bitmime" in keywords,
            smtputf8="smtputf8" in keywords,
            dsn="dsn" in keywords,
        )


@dataclass(frozen=True, slots=True)
class EnvelopeCommands:
    """The three commands of an envelope, each with its CRLF."""

    mail: bytes
    rcpt: bytes
    #: Whether an address is not ASCII; then the letter may be non-ASCII too.
    is_international: bool


def write(envelope: Envelope, extensions: Extensions) -> EnvelopeCommands | Outcome:
    """Return the command lines, or the refusal that our guard gives instead of the server.

    SIZE (RFC 1870), BODY=8BITMIME (RFC 6152) with SMTPUTF8 (RFC 6531) where an address needs it, and for reports
    RET=HDRS, ENVID and NOTIFY=FAILURE (RFC 3461) are added where they are offered.
    """
    try:
        by_sender = bool(envelope.sender) and wire_guard.check_path(envelope.sender)
        is_international = wire_guard.check_path(envelope.recipient) or by_sender
    except errors.UnsafeAddress as problem:
        return _refused(553, "5.1.3", str(problem))
    if is_international and not (extensions.smtputf8 and extensions.eight_bit):
        return _refused(553, "5.6.7", _("le serveur d’envoi n’accepte pas les adresses accentuées"))
    if extensions.largest and envelope.size > extensions.largest:
        said = _("la lettre fait {size} octets, le serveur d’envoi en accepte {largest}")
        return _refused(552, "5.3.4", said.format(size=envelope.size, largest=extensions.largest))
    mail = f"MAIL FROM:<{envelope.sender}>"
    if extensions.size and envelope.size:
        mail += f" SIZE={envelope.size}"
    if is_international:
        mail += " BODY=8BITMIME SMTPUTF8"
    rcpt = f"RCPT TO:<{envelope.recipient}>"
    if extensions.dsn:
        mail += " RET=HDRS" if envelope.envid is None else f" RET=HDRS ENVID={_xtext(envelope.envid)}"
        rcpt += " NOTIFY=FAILURE"
    return EnvelopeCommands(f"{mail}\r\n".encode(), f"{rcpt}\r\n".encode(), is_international)


def _refused(code: int, status: str, sentence: str) -> Outcome:
    return Outcome(OutcomeKind.REFUSED, SmtpStage.GUARD, Reply(code, (f"{status} {sentence}",)))


def _xtext(text: str) -> str:
    return _NOT_XTEXT.sub(lambda found: f"+{ord(found[0]):02X}", text)
