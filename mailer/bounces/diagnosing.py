"""From what a detector read to why a letter failed, and whether writing again is pointless. Pure.

« Nobody has this address » is believed when the responsible server says it: with a specific enhanced code (5.1.x), in
reply to RCPT, by a provider's own code, or in the words of the server that wrote the report. Filters too say a bare
`550 user unknown`. So when it answers the content, or it is unknown what it answers, the reason is kept but `hard` is
false.
"""

from __future__ import annotations

import re

from mailer import reasons
from mailer.bounces.classification import Action, AddressReport, Failure, FailureStage
from mailer.reasons import Reason, codes, providers, words

_REPLY = re.compile(r"(?<![\d.:/-])([45]\d\d)(?=[ \-:#;,)'\]]|$|\n)(?!\.\d)")
_CERTAIN = re.compile(r"5\.1\.(?:0|1|2|3|4|6|10)|5\.4\.4")
#: How a server introduces the quoted reply of another server, or of its local delivery.
_SAID = re.compile(
    r"(?:said|respon(?:ded|ded with|se|se was)|repl(?:y|ied)(?: was| with)?|answered|returned|error was|rejected with)"
    r"[^\n:]{0,40}:\s*(?=[\"'<]?[245]\d\d\b)|\bhost [^\n:]{1,120}:\s*(?=[245]\d\d[ -])",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"mail\.local|vdeliver|maildrop|procmail|dovecot|\blmtp\b|cyrus", re.IGNORECASE)
_USELESS = re.compile(r"[245]\.(?:0\.\d+|5\.0)")
_LONGEST_WORDS = 500


def report(failure: Failure) -> AddressReport:
    """Return what one failure means."""
    code, status = _codes(failure)
    if failure.action in (Action.DELIVERED, Action.RELAYED, Action.EXPANDED):
        return AddressReport(failure.recipient, status, code, Reason.ACCEPTED, hard=False, words=_cut(failure.words))
    reason = _reason(failure, status, code)
    hard = (
        reason in reasons.HARD
        and failure.action is Action.FAILED
        and not status.startswith("4")
        and not (code is not None and code < 500)
        and failure.stage is not FailureStage.MAIL
        and _is_certain(failure, reason, status, code)
    )
    return AddressReport(
        failure.recipient, status, code, reason, hard=hard, words=_cut(failure.words or failure.context)
    )


def _reason(failure: Failure, status: str, code: int | None) -> Reason:
    """Read the words of the last server first, then the text around them, then the codes."""
    for text in (_quoted(failure.words), failure.words, failure.context):
        found = reasons.said(text, status) if text else None
        if found is not None:
            return found
        if text == failure.words and text:
            coded = codes.of_status(status)
            if coded is not None and not _USELESS.fullmatch(status):
                return coded
    found = reasons.explain(failure.words, status, code)
    return found if found is not Reason.UNDEFINED else words.hint(failure.context) or found


def _codes(failure: Failure) -> tuple[int | None, str]:
    """Return the SMTP code and the enhanced one; that of the last server wins over the field, unless it is useless."""
    text = next((one for one in (failure.words, failure.context) if _REPLY.search(one)), failure.words)
    replies = _REPLY.findall(text)
    code = int(replies[0]) if replies else None
    inner = [one for one in codes.STATUS.findall(text) if not _USELESS.fullmatch(one)]
    status = failure.status
    if inner and (not status or _USELESS.fullmatch(status) or inner[0][0] == status[0]):
        status = inner[0]
    return code, status


def _is_certain(failure: Failure, reason: Reason, status: str, code: int | None) -> bool:
    if reason is not Reason.USER_UNKNOWN or providers.reason(failure.words) is reason:
        return True
    if failure.stage is FailureStage.RCPT or _CERTAIN.fullmatch(status):
        return failure.stage is not FailureStage.CONTENT or status.startswith("5.1.")
    is_local = (code is None and not failure.is_hearsay) or _LOCAL.search(
        f"{failure.words} {failure.context}"
    ) is not None
    return is_local and failure.stage is not FailureStage.CONTENT


def _quoted(text: str) -> str:
    """Return the reply of the last server as the report quotes it; an empty string when nothing is quoted."""
    found = list(_SAID.finditer(text))
    return text[found[-1].end() :] if found else ""


def _cut(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_WORDS]
