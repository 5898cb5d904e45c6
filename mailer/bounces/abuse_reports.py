"""Complaints: abuse reports (RFC 5965), and the forms that Microsoft and Signal Spam give them."""

from __future__ import annotations

import re

from mailer.bounces import addresses
from mailer.bounces.classification import AddressReport, LetterKind, Opinion
from mailer.bounces.returned_letters import ReturnedLetter
from mailer.reasons import Reason

_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$", re.MULTILINE)
_RECIPIENTS = ("original-rcpt-to", "removal-recipient", "redacted-address")
#: Types of feedback that do not express a wish of the reader (RFC 6591, RFC 5965 7.3).
_NO_WISH = {"fraud": Reason.SPAM, "virus": Reason.VIRUS}
#: A server's word on SPF, DKIM and DMARC, or a reader who wants the letter: the administrator's tools want these.
_NO_COMPLAINT = frozenset({"auth-failure", "dmarc", "not-spam"})

#: Microsoft's junk mail reports have no fields: a subject, and the letter.
_MICROSOFT = re.compile(r"^complaint about message from [\da-f.:]+")
#: Its header names the reader; some reports are the letter itself with nothing else.
_RECIPIENT = "x-hmxmroriginalrecipient"
_SIGNAL_SPAM = re.compile(r"signal-?spam", re.IGNORECASE)
_REPORTS_ABUSE = re.compile(
    r"(?:abuse|spam|complaint|feedback loop|fbl) report|signalement|plainte|"
    r"report(?:ed)? (?:as|it as) (?:spam|junk|abuse)"
)


def detect(letter: ReturnedLetter) -> Opinion | None:
    """Return a complaint when the letter is one; a report on authentication is none."""
    if any(part.kind == "message/feedback-report" for part in letter.parts) or letter.report_type == "feedback-report":
        return _feedback(letter)
    if _RECIPIENT in letter.headers or (_MICROSOFT.search(letter.subject) and letter.quoted):
        return Opinion(LetterKind.COMPLAINT, (_complaint(_microsoft_recipient(letter)),))
    if _is_from_signal_spam(letter):
        return Opinion(LetterKind.COMPLAINT, (_complaint(addresses.addressed(letter)),))
    return None


def _feedback(letter: ReturnedLetter) -> Opinion:
    text = "\n".join(part.text for part in letter.parts if part.kind == "message/feedback-report")
    text = text or letter.written
    fields = [(name.lower(), value.strip()) for name, value in _FIELD.findall(text)]
    kind = next((value.lower() for name, value in fields if name == "feedback-type"), "abuse")
    if kind in _NO_COMPLAINT:
        return Opinion(LetterKind.OTHER)
    named = [addresses.clean(value) for name, value in fields if name in _RECIPIENTS]
    reason = _NO_WISH.get(kind, Reason.COMPLAINT)
    named = list(dict.fromkeys(filter(None, named))) or [addresses.addressed(letter)]
    return Opinion(LetterKind.COMPLAINT, tuple(AddressReport(one, "", None, reason, hard=False) for one in named))


def _complaint(recipient: str) -> AddressReport:
    return AddressReport(recipient, "", None, Reason.COMPLAINT, hard=False)


def _microsoft_recipient(letter: ReturnedLetter) -> str:
    if _RECIPIENT in letter.headers:
        return addresses.clean(letter.header(_RECIPIENT))
    found = re.search(rf"^{_RECIPIENT}:(.*)$", letter.original, re.MULTILINE | re.IGNORECASE)
    return addresses.clean(found[1]) if found is not None else addresses.addressed(letter)


def _is_from_signal_spam(letter: ReturnedLetter) -> bool:
    sender = letter.header("from") + letter.header("return-path") + letter.header("reply-to")
    return _SIGNAL_SPAM.search(sender) is not None and (
        bool(letter.quoted) or _REPORTS_ABUSE.search(f"{letter.subject} {letter.folded}") is not None
    )
