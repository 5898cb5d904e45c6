"""What ties a letter to those before it (RFC 5322 3.6.4), and the names of the files that came with it. Pure.

Refuses whatever is no plain Message-ID: it goes into headers that we write.
"""

from __future__ import annotations

import re

from mailer.bounces.returned_letters import ReturnedLetter

_ID = re.compile(r"<[!-;=?-~]{3,200}>")
#: The first letter of a thread, and the last ones: what RFC 5322 asks for grows without end.
_MOST_IDS = 10
_MOST_FILES, _LONGEST_NAME = 20, 120


def own_id(letter: ReturnedLetter) -> str:
    """Return the Message-ID of a letter with its brackets; an empty string without a plain one."""
    found = _ID.search(letter.header("message-id"))
    return found[0] if found else ""


def ancestors(letter: ReturnedLetter) -> tuple[str, ...]:
    """Return the Message-IDs of the letters before it, the oldest first, ten at most."""
    named = _ID.findall(f"{letter.header('references')} {letter.header('in-reply-to')}")
    return shortened(dict.fromkeys(named))


def shortened(ids: dict[str, None]) -> tuple[str, ...]:
    """Return the first of these Message-IDs, and the last ones."""
    known = tuple(ids)
    return known if len(known) <= _MOST_IDS else (known[0], *known[1 - _MOST_IDS :])


def file_names(letter: ReturnedLetter) -> tuple[str, ...]:
    """Return the names of the files that came with a letter."""
    names = []
    for part in letter.parsed.walk():
        try:
            name = part.get_filename()
        except (LookupError, ValueError, TypeError):
            name = None
        if name:
            names.append(" ".join(str(name).split())[:_LONGEST_NAME])
    return tuple(names[:_MOST_FILES])
