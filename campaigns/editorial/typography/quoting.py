"""Quotation marks, apostrophes and dots, as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaigns.editorial.typography.edits import Edit, replaced
from campaigns.editorial.typography.styles import HARD, Profile

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«“\"\ufffc])")
_ETC = re.compile(r"\b([Ee]tc)(?:\.{2,}|\.?…)")
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_OPENERS = frozenset("([{«“‘—–-/'’")


def straight_quotes(text: str, _profile: Profile) -> Iterator[Edit]:
    """Set `"…"` as « … », and as “…” inside another; no edits when they are not in pairs."""
    edits = pairs(text)
    if edits is not None:
        yield from edits


def apostrophes(text: str, _profile: Profile) -> Iterator[Edit]:
    """Set `l'action` as l’action."""
    yield from replaced(_APOSTROPHE, "’", text)


def dots(text: str, _profile: Profile) -> Iterator[Edit]:
    """Set `...` as one sign; `etc.` has one dot."""
    yield from replaced(_ETC, r"\1.", text)
    yield from replaced(_ELLIPSIS, "…", text)


def pairs(text: str) -> list[Edit] | None:
    """Return the edits for every straight quote of a text; `None` when they are not in pairs."""
    edits: list[Edit] = []
    open_marks: list[str] = []
    for match in re.finditer('["«»]', text):
        sign, place = match.group(), match.start()
        if sign == "«":
            open_marks.append(sign)
        elif sign == "»":  # its opening mark is in another paragraph
            if open_marks[-1:] == ["«"]:
                open_marks.pop()
        elif _opens(text, place, open_marks):
            edits.append(_opening(text, place, nested=bool(open_marks)))
            open_marks.append(sign)
        elif not open_marks or open_marks.pop() != '"':
            return None
        else:
            edits.append(_closing(text, place, nested=bool(open_marks)))
    return None if '"' in open_marks else edits


def is_closed(text: str) -> bool:
    """Say whether every « of a text has its », and no » stands without."""
    depth = 0
    for sign in re.findall("[«»]", text):
        depth += 1 if sign == "«" else -1
        if depth < 0:
            return False
    return depth == 0


def _opens(text: str, place: int, open_marks: list[str]) -> bool:
    before, after = text[:place][-1:], text[place + 1 :][:1]
    may_open = after != "" and not after.isspace() and (before == "" or before.isspace() or before in _OPENERS)
    may_close = before != "" and not before.isspace()
    if may_open != may_close:
        return may_open
    return '"' not in open_marks[-1:]


def _opening(text: str, place: int, *, nested: bool) -> Edit:
    if nested:
        return Edit(place, place + 1, "“")
    inside = len(text[place + 1 :]) - len(text[place + 1 :].lstrip(" "))
    return Edit(place, place + 1 + inside, "«" + HARD)


def _closing(text: str, place: int, *, nested: bool) -> Edit:
    if nested:
        return Edit(place, place + 1, "”")
    return Edit(len(text[:place].rstrip(" ")), place + 1, HARD + "»")
