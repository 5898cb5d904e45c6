"""Exim, and those who adopted its form (GMX, mail.ru, MXLogic, Google before it wrote fields).

Each address that failed is on a line of its own, with what happened below it and further indented.
"""

from __future__ import annotations

import re

from mailer.bounces import addresses, smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import passages
from mailer.bounces.returned_letters import ReturnedLetter

_HEADINGS = (
    r"following address(?:\(es\)|es)?\s+(?:failed|was|were|has|have)\b",
    r"recipients?\s+failed permanently\s*:",
    r"address(?:\(es\)|es)? to which the message",
    r"fehlgeschlagen\s*:",
    r"incorrectly constructed\s*:",
)
_HEADING = re.compile(rf"(?:{'|'.join(_HEADINGS)})[^\n]*\n", re.IGNORECASE)
_WHOSE = re.compile(r"^\s*[\"<]?([^\s\"<>]+@[^\s\"<>:]+?)[\">]?\s*(?:<[^>]*>)?\s*(?::.*)?$")
_VIA = re.compile(r"^\s*\(?(?:ultimately )?generated (?:from|by)\b")


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return the addresses of the header that Exim adds, or of the block below its heading."""
    named = addresses.ADDRESS.findall(" ".join(letter.headers.get("x-failed-recipients", ())))
    heading = _HEADING.search(letter.prose)
    if heading is None and not named:
        return []
    block = letter.prose[heading.end() :] if heading is not None else letter.prose
    found = passages.by_address(block, _whose)
    if not named:
        return [_failure(one, text, block) for one, text in found.items()]
    alone = block if len(named) == 1 else ""
    return [_failure(one, found.get(one.lower(), ""), alone) for one in dict.fromkeys(named)]


def _failure(recipient: str, words: str, context: str) -> Failure:
    return Failure(recipient, words, stage=smtp_stages.find(words, context), context=context)


def _whose(line: str) -> str:
    whose = None if _VIA.match(line) else _WHOSE.match(line)
    return whose[1].lower() if whose is not None else ""
