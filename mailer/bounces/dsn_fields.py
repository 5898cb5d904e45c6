"""Reports with the fields of RFC 3464 (delivery status notifications), well formed or not.

Reads `message/delivery-status` parts, and the same fields wherever a server without MIME has put them. What the fields
leave out is looked for in the prose of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailer.bounces import addresses, prose, smtp_stages
from mailer.bounces.classification import Action, Failure
from mailer.bounces.returned_letters import ReturnedLetter

_FIELD = re.compile(r"^([A-Za-z][\w-]{2,40})\s*:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_STATUS = re.compile(r"([245])\s*\.\s*(\d{1,3})\s*\.\s*(\d{1,3})")
_ACTIONS = {
    "failed": Action.FAILED,
    "failure": Action.FAILED,
    "fail": Action.FAILED,
    "hardfailed": Action.FAILED,
    "deferred": Action.DELAYED,
    "delayed": Action.DELAYED,
    "delivered": Action.DELIVERED,
    "relayed": Action.RELAYED,
    "expanded": Action.EXPANDED,
    "expired": Action.FAILED,
    "error": Action.FAILED,
    "bounced": Action.FAILED,
}
#: The words that Amazon SES puts before the reply that it quotes.
_AMAZON = re.compile(r"^[245]\.\d\.\d - [\w ]{5,60} (?=\d{3}-')")
_RECIPIENTS = ("final-recipient", "original-recipient", "x-actual-recipient")


def failures(letter: ReturnedLetter, *, is_server: bool) -> list[Failure]:
    """Return what the fields say of each address; an empty list when the letter has no fields.

    Fields in plain prose count in the letter of a mail server only: people quote them too.
    """
    text = letter.statuses or (letter.written if is_server and _looks_like_fields(letter.written) else "")
    return [_failure(letter, block) for block in _blocks(text)] if text else []


def _looks_like_fields(text: str) -> bool:
    return re.search(r"^(?:Final|Original)-Recipient\s*:", text, re.MULTILINE | re.IGNORECASE) is not None


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """Yield the fields about each address. A block begins at its first recipient field, whatever blank lines say:
    some servers set one in the middle of a block.
    """
    block: dict[str, str] = {}
    for found in _FIELD.finditer(text):
        name, value = found[1].lower(), re.sub(r"\s*\n\s*", " ", found[2]).strip()
        starts = (
            name in _RECIPIENTS
            and any(one in block for one in _RECIPIENTS)
            and (name in block or "status" in block or "action" in block)
        )
        if starts or (name == "reporting-mta" and block):
            if _is_about_somebody(block):
                yield block
            block = {}
        block.setdefault(name, value)
    if _is_about_somebody(block):
        yield block


def _is_about_somebody(block: dict[str, str]) -> bool:
    has_outcome = any(name in block for name in ("action", "status", "diagnostic-code"))
    return has_outcome and any(name in block for name in _RECIPIENTS)


def _failure(letter: ReturnedLetter, block: dict[str, str]) -> Failure:
    recipient = next(filter(None, (addresses.clean(block.get(name, "")) for name in _RECIPIENTS)), "")
    words = _AMAZON.sub("", re.sub(r"^\s*[\w-]*\s*;\s*", "", block.get("diagnostic-code", "")))
    context = prose.about(letter, recipient)
    status = _STATUS.search(block.get("status", ""))
    said = block.get("action", "").split()
    action = _ACTIONS.get(said[0].lower().strip(";,.")) if said else None
    return Failure(
        recipient,
        words,
        action or _guessed(status),
        ".".join(status.groups()) if status else "",
        smtp_stages.find(words, context),
        context,
    )


def _guessed(status: re.Match[str] | None) -> Action:
    return Action.DELIVERED if status and status[1] == "2" else Action.FAILED
