"""Finding addresses in the prose of machines. Pure; an address found here is evidence, and is never written to."""

from __future__ import annotations

import re

from mailer.bounces.returned_letters import ReturnedLetter

ADDRESS = re.compile(
    r"(?<![\w.+=/-])[\w.!#$%&'*+/=?^`{|}~-]{1,80}@(?:[\w-]{1,63}\.){0,8}[\w-]{1,63}(?![\w@])", re.UNICODE
)
_DAEMON = re.compile(r"^(?:mailer-?daemon|post-?master|abuse|noreply|no-reply|do-?not-?reply|bounces?)@", re.IGNORECASE)
#: Lines that name a person to contact or the sender of the letter, not the address that failed.
_ASIDE = re.compile(
    r"(?:contact|write to|send (?:e-?)?mail to|please|for (?:further )?(?:assistance|help|more)|questions?|"
    r"helpdesk|support|veuillez|contactez|wenden|message-?id|\bmail from\b|^\s*from\s*:|^\s*sender\s*:|reply-to|"
    r"^\s*de\s*:|^\s*von\s*:|original sender|submitted by|\breceived:|envelope-from|https?://\S*@)",
    re.IGNORECASE,
)


#: What Exchange and others set before an address without a space.
_PREFIX = re.compile(r"^(?:smtp|rfc822|mailto|to)[=:]", re.IGNORECASE)


def clean(text: str) -> str:
    """Return the address in a field such as `rfc822; <zoe@exemple.fr>` or « Zoé <zoe@exemple.fr> »; else `""`."""
    found = ADDRESS.search(text.partition(";")[2] if re.match(r"\s*[\w-]+\s*;", text) else text)
    return found[0].strip("'\"`*_") if found is not None else ""


def named_in(line: str) -> list[str]:
    """Return the addresses of one line that may be the one that failed, in order, each once."""
    if "@" not in line or _ASIDE.search(line):
        return []
    return list(dict.fromkeys(found for found in map(_trimmed, ADDRESS.findall(line)) if not _DAEMON.match(found)))


def _trimmed(found: str) -> str:
    return _PREFIX.sub("", found.strip("'`*_=~|"))


def ours(letter: ReturnedLetter) -> frozenset[str]:
    """Return the addresses that the letter came from and to, in lower case: none of them is the one that failed."""
    names = ("to", "delivered-to", "x-original-to", "envelope-to", "return-path", "from")
    values = " ".join(value for name in names for value in letter.headers.get(name, ()))
    return frozenset(found.lower() for found in ADDRESS.findall(values))


def addressed(letter: ReturnedLetter) -> str:
    """Return the address that the quoted letter was sent to; an empty string unless there is exactly one."""
    found = re.search(
        r"^(?:X-Failed-Recipients|Delivered-To|X-Original-To|To):((?:.*)(?:\n[ \t]+.*)*)",
        letter.original,
        re.IGNORECASE | re.MULTILINE,
    )
    named = ADDRESS.findall(found[1]) if found is not None else []
    return named[0] if len(set(named)) == 1 else ""
