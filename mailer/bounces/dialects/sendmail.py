"""Sendmail and its descendants: a list of addresses with a reason in brackets, then the transcript of the session."""

from __future__ import annotations

import re

from mailer.bounces import addresses, smtp_stages
from mailer.bounces.classification import Failure
from mailer.bounces.dialects import passages
from mailer.bounces.returned_letters import ReturnedLetter

_LIST = re.compile(
    r"(?<!-)-{2,}+[ \t]*(?:the )?following address(?:es)? (?:had|has|have|could|was|were)[^\n]*\n"
    r"(.*?)(?=\n[ \t]*-{3,}|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TRANSCRIPT = re.compile(r"(?<!-)-{2,}+[ \t]*transcript of (?:the )?session[^\n]*\n(.*)", re.IGNORECASE | re.DOTALL)
_REASON = re.compile(r"\(reason: ((?:[^()]|\([^()]*\))*)\)|\[([^\]\n]+)\]\s*$", re.MULTILINE)
_LONGEST = 4_000
_SAID = re.compile(r"^<<< (.*)$", re.MULTILINE)


def failures(letter: ReturnedLetter) -> list[Failure]:
    """Return the addresses of the list, each with its reason or with what the transcript says of it."""
    listed = _LIST.search(letter.prose)
    if listed is None:
        return []
    session = _TRANSCRIPT.search(letter.prose)
    transcript = session[1] if session is not None else ""
    found = passages.by_address(listed[1], _whose)
    if len(found) == 1:
        (only,) = found
        return [
            _failure(
                only, found[only], _naming(only, transcript) or transcript, letter.prose[listed.start() :][:_LONGEST]
            )
        ]
    return [_failure(one, text, _naming(one, transcript)) for one, text in found.items()]


def _failure(recipient: str, listed: str, said: str, around: str = "") -> Failure:
    reason = _REASON.search(listed)
    words = (reason[1] or reason[2] or "") if reason is not None else "\n".join(_SAID.findall(said)) or said
    return Failure(
        recipient,
        words,
        stage=smtp_stages.find(words, said),
        context=around or f"{listed}\n{said}",
        is_hearsay=reason is not None,
    )


def _naming(recipient: str, transcript: str) -> str:
    """Return what the transcript says of one recipient: the lines that name them, and the replies below each."""
    kept, is_theirs = [], False
    for line in transcript.split("\n"):
        if "@" in line or line.startswith((">>>", "...")):
            is_theirs = recipient.lower() in line.lower()
        if is_theirs:
            kept.append(line)
    return "\n".join(kept)


def _whose(line: str) -> str:
    return "" if line.lstrip().startswith("(") else next(iter(addresses.named_in(line)), "")
