"""The headers of a newsletter and the values that go into them.

Structured values are completed here, in ASCII, and go into a header unchanged: a `List-Unsubscribe` that a mail library
turned into encoded-words is the classic way to lose one-click unsubscription (RFC 8058).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from mailer import encodings, errors, wire_guard
from mailer.messages import Parts, Slot
from runtime.language import _

#: Holes that every letter has: values of `display_address`, `date` and `message_id`.
TO = Slot("to")
DATE = Slot("date")
MESSAGE_ID = Slot("message_id")

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_MESSAGE_ID_LEFT = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")
_FEEDBACK_FIELD = re.compile(r"[A-Za-z0-9_.-]{0,60}")
_SENDER_ID = re.compile(r"[A-Za-z0-9_.-]{5,15}")


def display_address(name: str, address: str) -> str:
    """Return `Name <address>`, the name quoted or in encoded-words where it must be (RFC 5322 3.4, RFC 2047 5).

    Raises:
        errors.UnsafeValue: the name holds a control character.
        errors.UnsafeAddress: the address is not a plain one.
    """
    wire_guard.check_path(address)
    encodings.check_value(name, "display name")
    name = name.strip()
    if not name:
        return address
    if not name.isascii() or "=?" in name:
        return f"{' '.join(encodings.words(name))} <{address}>"
    if _ATOMS.fullmatch(name):
        return f"{name} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


def date(moment: datetime) -> str:
    """Return an aware moment as RFC 5322 3.3 writes it, with a numeric zone: `Tue, 15 Sep 2009 10:00:00 +0200`."""
    return format_datetime(moment)


def message_id(left: str, domain: str) -> str:
    """Return `<left@domain>`.

    Raises:
        errors.HeaderRefused: the left part is not made of letters, digits, `_`, `-` and inner dots.
        errors.UnsafeAddress: the domain is not a valid one.
    """
    if not _MESSAGE_ID_LEFT.fullmatch(left):
        raise errors.HeaderRefused(name="Message-ID", reason=_("sa partie gauche n’est pas permise"))
    wire_guard.check_path(f"a@{domain}")
    return f"<{left}@{domain}>"


def feedback_id(campaign: str, publication: str, kind: str, sender: str) -> str:
    """Return the value of `Feedback-ID`: holds nothing about one reader; `sender` is stable, 5 to 15 characters.

    Raises:
        errors.HeaderRefused: a field holds something other than letters, digits, `_`, `.` and `-`.
    """
    fields = (campaign, publication, kind)
    if not all(_FEEDBACK_FIELD.fullmatch(field) for field in fields) or not _SENDER_ID.fullmatch(sender):
        raise errors.HeaderRefused(name="Feedback-ID", reason=_("un de ses champs n’est pas permis"))
    return ":".join((*fields, sender))


_ONE_CLICK: tuple[str, Parts] = ("List-Unsubscribe-Post", ("List-Unsubscribe=One-Click",))


def standard_headers(
    *,
    sender: tuple[str, str],
    reply_to: str | None,
    subject: Parts,
    leave: Parts | None,
    leave_by_mail: Parts | None,
    list_id: str,
    feedback: str,
) -> list[tuple[str, Parts]]:
    """Return the headers of a newsletter, each once, ready for `compile_message`.

    Args:
        sender: Name and address of `From`.
        reply_to: Address of `Reply-To`; `None` leaves the header out.
        subject: Text and holes.
        leave: The web address that unsubscribes one reader at a POST (RFC 8058 3.1), its token as a hole; `None` for a
            message that nobody may object to.
        leave_by_mail: What follows `mailto:` for the same, or `None`.
        list_id: The identifier of the list without angle brackets (RFC 2919 3): stable, a domain name of ours.
        feedback: Made by `feedback_id`.

    Raises:
        errors.UnsafeAddress, errors.UnsafeValue: see `display_address`.
    """
    name, address = sender
    by_mail: Parts = (", <mailto:", *leave_by_mail, ">") if leave_by_mail else ()
    headers: list[tuple[str, Parts]] = [
        ("From", (display_address(name, address),)),
        ("To", (TO,)),
        ("Subject", subject),
        ("Date", (DATE,)),
        ("Message-ID", (MESSAGE_ID,)),
        *([("List-Unsubscribe", ("<", *leave, ">", *by_mail)), _ONE_CLICK] if leave else []),
        ("List-Id", (f"<{list_id}>",)),
        ("Feedback-ID", (feedback,)),
        ("Precedence", ("bulk",)),
        ("X-Auto-Response-Suppress", ("OOF, AutoReply",)),
    ]
    return _answerable(headers, reply_to)


def answer_headers(
    *, sender: tuple[str, str], reply_to: str | None, subject: Parts, in_reply_to: str, references: Sequence[str]
) -> list[tuple[str, Parts]]:
    """Return the headers of what a person answers to a letter: it stays in its thread (RFC 5322 3.6.4).

    Raises:
        errors.UnsafeAddress, errors.UnsafeValue: see `display_address`.
    """
    thread: list[tuple[str, Parts]] = [
        (name, (" ".join(ids),))
        for name, ids in (("In-Reply-To", [in_reply_to]), ("References", [*references]))
        if any(ids)
    ]
    by_a_machine = ("Auto-Submitted", "X-Auto-Response-Suppress")
    usual = service_headers(sender=sender, reply_to=reply_to, subject=subject)
    return [one for one in usual if one[0] not in by_a_machine] + thread


def service_headers(*, sender: tuple[str, str], reply_to: str | None, subject: Parts) -> list[tuple[str, Parts]]:
    """Return the headers of a message to one person: written by a machine (RFC 3834 5), not by a mailing list.

    Raises:
        errors.UnsafeAddress, errors.UnsafeValue: see `display_address`.
    """
    name, address = sender
    headers: list[tuple[str, Parts]] = [
        ("From", (display_address(name, address),)),
        ("To", (TO,)),
        ("Subject", subject),
        ("Date", (DATE,)),
        ("Message-ID", (MESSAGE_ID,)),
        ("Auto-Submitted", ("auto-generated",)),
        ("X-Auto-Response-Suppress", ("All",)),
    ]
    return _answerable(headers, reply_to)


def _answerable(headers: list[tuple[str, Parts]], reply_to: str | None) -> list[tuple[str, Parts]]:
    if reply_to:
        headers.insert(2, ("Reply-To", (display_address("", reply_to),)))
    return headers
