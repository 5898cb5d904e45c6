"""qmail, Postfix in its prose, Yahoo, Courier: all write `<address>:` and then what happened, one paragraph each."""

from __future__ import annotations

import re

from mailer.bounces import smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import passages
from mailer.bounces.returned_letters import ReturnedLetter

_WHOSE = re.compile(r"^[ \t]{0,2}<([^\s<>]+@[^\s<>]+)>(?:[ \t]*\([^)\n]*\))?:")
_SEPARATOR = re.compile(r"^-{10,}", re.MULTILINE)


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return one failure per paragraph."""
    found = passages.by_address(letter.prose, _whose)
    return [_failure(one, _SEPARATOR.split(text)[0]) for one, text in found.items()]


def _failure(recipient: str, text: str) -> Failure:
    words = _WHOSE.sub("", text).strip()
    return Failure(recipient, words, stage=smtp_stages.find(words))


def _whose(line: str) -> str:
    found = _WHOSE.match(line)
    return found[1] if found is not None else ""
