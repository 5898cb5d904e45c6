"""A compiled letter: constant text, with placeholders that are filled for each recipient.

Owns the structure, the choice of a variant and how a value is written into its place. Refuses to know who receives
it: the sender joins the parts.
"""

from __future__ import annotations

import html as _html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias
from urllib.parse import quote

#: True of every recipient of the letter, and false of its public version.
PERSONAL = "personal"
#: True of readers who were never told where their address comes from: their letter says so.
UNINFORMED = "uninformed"
#: True of readers who are on the list because they asked for it.
AGREED = "agreed"
#: True of readers who get the other subject.
SECOND_SUBJECT = "second_subject"
_BLANK_LINES = re.compile(r"\n{3,}")


class ValueContext(StrEnum):
    """Where a value is written, which decides how it is written."""

    #: In the subject: one line of text.
    HEADER = "header"
    #: In the text part: as it is, on one line.
    TEXT = "text"
    #: In the HTML part, between tags or in an attribute.
    HTML = "html"
    #: In the HTML part, as the whole of an `href`.
    URL = "url"
    #: At the end of an address, in either part: letters, digits, `-` and `_` only.
    TOKEN = "token"  # noqa: S105 -- the name of a place, not a secret


@dataclass(frozen=True)
class Slot:
    """A placeholder."""

    #: What belongs here: a merge field, or a slot of the layout such as `leave_token`.
    name: str
    #: How it is written.
    place: ValueContext
    #: What is written when no value is known; plain text, not yet escaped.
    fallback: str = ""


@dataclass(frozen=True)
class Link:
    """An address in the content whose clicks can be counted."""

    #: A short id, the same wherever an address of an item occurs: `1`, `2`…
    id: str
    #: Where it leads: ASCII, http or https.
    url: str
    #: The item (or `partner:…`) that it belongs to.
    key: str
    #: The words that carry it.
    label: str


@dataclass(frozen=True)
class LinkOccurrence:
    """One occurrence of a link; the sender may write a counting address instead."""

    #: The link that stands here.
    link: Link
    #: `URL` in the HTML part, `TEXT` in the text part.
    place: ValueContext


@dataclass(frozen=True)
class Choice:
    """Two alternative contents, chosen per recipient."""

    #: What must be true of the recipient, such as `has_local_mission`; of several joined by `|`, one is enough.
    condition: str
    #: What is written when it is true.
    then: Parts
    #: What is written when it is not.
    otherwise: Parts

    def holds(self, true: frozenset[str]) -> bool:
        """Tell whether one of the names of the condition is true."""
        return not true.isdisjoint(self.condition.split("|"))


Part: TypeAlias = str | Slot | LinkOccurrence | Choice
Parts: TypeAlias = tuple[Part, ...]
FlatParts: TypeAlias = tuple[str | Slot, ...]


@dataclass(frozen=True)
class Flat:
    """A letter for recipients with the same true conditions: constants and slots, never two constants in a row."""

    #: The subject, its slots in the place `HEADER`.
    subject: FlatParts
    #: The HTML part, a whole document.
    html: FlatParts
    #: The text part, lines separated by LF.
    text: FlatParts


@dataclass(frozen=True)
class Letter:
    """What a context compiles to."""

    #: The subject.
    subject: Parts
    #: The HTML part.
    html: Parts
    #: The text part.
    text: Parts
    #: Every condition that a choice in it asks about.
    conditions: frozenset[str]
    #: The addresses of its content, in order of appearance.
    links: tuple[Link, ...]

    def sizes(self, true: frozenset[str], known: frozenset[str]) -> tuple[int, int]:
        """Return the octets of the HTML and the text part in UTF-8, fallbacks in their slots.

        Of a choice whose condition is not `known`, the longer alternative counts.
        """
        return _bytes(self.html, true, known), _bytes(self.text, true, known)

    def variant(
        self, true: frozenset[str], addresses: Mapping[str, str] | None = None, behind: Slot | None = None
    ) -> Flat:
        """Choose for one set of true conditions.

        `addresses` maps the id of a link to the address that is written instead of its own (for counting);
        `behind` is a placeholder at the end of each of these, after a slash.
        """
        instead = addresses or {}
        subject, html, text = (_flat(parts, true, instead, behind) for parts in (self.subject, self.html, self.text))
        return Flat(subject, html, _spaced(text))


def any_of(conditions: Iterable[str]) -> str:
    """Return the condition that is true if any of these is; if one is empty (always true), return an empty string."""
    several = list(conditions)
    names = {name for condition in several for name in condition.split("|")}
    return "" if "" in names else "|".join(sorted(names))


def encode(place: ValueContext, value: str) -> str:
    """Write `value` the way `place` needs it; control characters become spaces, so no value adds a line."""
    clean = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in value)
    if place is ValueContext.URL:
        clean = quote(clean.strip(), safe="%:/?#[]@!$&'()*+,;=~")
    if place is ValueContext.TOKEN:
        return re.sub(r"[^A-Za-z0-9_-]", "", clean)
    return _html.escape(clean) if place in {ValueContext.HTML, ValueContext.URL} else clean


def preview(flat: Flat, values: Mapping[str, str]) -> tuple[str, str, str]:
    """Fill a letter and return (subject, html, text); an absent or empty value leaves the fallback."""
    return (_filled(flat.subject, values), _filled(flat.html, values), _filled(flat.text, values))


def _filled(parts: FlatParts, values: Mapping[str, str]) -> str:
    return "".join(
        part if isinstance(part, str) else encode(part.place, values.get(part.name) or part.fallback) for part in parts
    )


def _flat(parts: Parts, true: frozenset[str], addresses: Mapping[str, str], behind: Slot | None) -> FlatParts:
    merged: list[str | Slot] = []
    for part in _chosen(parts, true):
        for piece in _addressed(part, addresses, behind) if isinstance(part, LinkOccurrence) else (part,):
            if isinstance(piece, str) and merged and isinstance(merged[-1], str):
                merged[-1] += piece
            elif piece != "":
                merged.append(piece)
    return tuple(merged)


def _addressed(part: LinkOccurrence, addresses: Mapping[str, str], behind: Slot | None) -> tuple[str | Slot, ...]:
    instead = addresses.get(part.link.id)
    written = encode(part.place, instead or part.link.url)
    return (written,) if instead is None or behind is None else (f"{written}/", behind)


def _spaced(text: FlatParts) -> FlatParts:
    """Leave one blank line where several meet because the content between them is for other recipients."""
    return tuple(_BLANK_LINES.sub("\n\n", part) if isinstance(part, str) else part for part in text)


def _chosen(parts: Parts, true: frozenset[str]) -> Iterable[str | Slot | LinkOccurrence]:
    for part in parts:
        if isinstance(part, Choice):
            yield from _chosen(part.then if part.holds(true) else part.otherwise, true)
        else:
            yield part


def _bytes(parts: Parts, true: frozenset[str], known: frozenset[str]) -> int:
    total = 0
    for part in parts:
        match part:
            case Choice() if part.holds(true) or known.issuperset(part.condition.split("|")):
                total += _bytes(part.then if part.holds(true) else part.otherwise, true, known)
            case Choice():
                total += max(_bytes(way, true, known) for way in (part.then, part.otherwise))
            case LinkOccurrence():
                total += len(encode(part.place, part.link.url))
            case Slot():
                total += len(encode(part.place, part.fallback).encode())
            case str():
                total += len(part.encode())
    return total
