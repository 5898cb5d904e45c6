"""Addresses of pages that somebody typed as plain words, made links: in a letter nobody can copy one with a thumb.

Pure. Refuses to guess: only what begins with `http://`, `https://` or `www.` and is a whole address is one. Every other
word stays what it was. Links are made when an article is read, so that the checks follow them; a document that was
stored before keeps its words, and its links are made when it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from templates import errors, urls
from templates.rich_text import nodes, rebuilding

_ADDRESS = re.compile(r"(?<![\w@/.-])(?:https?://|www\.)[^\s\u00a0\u202f<>«»\"“”]+", re.IGNORECASE)
#: What ends a sentence, not an address.
_AFTER = ".,;:!?…'’*_"
#: Characters of an address that are shown; the link has them all.
_SHOWN = 44


def linked(document: nodes.Document) -> nodes.Document:
    """Return the document with its bare addresses as links."""
    return rebuilding.rebuilt(document, content=_line)


def shown(words: str) -> str:
    """Return the words of a link: an address that is too long for a line loses its end, and says so."""
    if len(words) <= _SHOWN or not _ADDRESS.fullmatch(words):
        return words
    return words.rpartition("://")[2][: _SHOWN - 1] + "…"


def _line(content: rebuilding.Content) -> rebuilding.Content:
    return tuple(made for part in content for made in (_runs(part) if isinstance(part, nodes.Text) else (part,)))


def _runs(part: nodes.Text) -> Iterator[nodes.Inline]:
    end = 0
    for found in _ADDRESS.finditer(part.text) if part.marks.link is None else ():
        words = _trimmed(found.group())
        address = _normalised(words)
        if address:
            if found.start() > end:
                yield replace(part, text=part.text[end : found.start()])
            yield nodes.Text(words, replace(part.marks, link=address))
            end = found.start() + len(words)
    if end < len(part.text):
        yield replace(part, text=part.text[end:])


def _trimmed(words: str) -> str:
    """Leave out what belongs to the sentence around an address: its full stop, or a bracket opened before it."""
    while words[-1:] in _AFTER or (words.endswith(")") and words.count("(") < words.count(")")):
        words = words[:-1]
    return words


def _normalised(words: str) -> str:
    """Return the address; an empty string for one that is malformed, or that holds somebody's password."""
    if "@" in words.partition("://")[2].partition("/")[0]:
        return ""
    try:
        address = urls.normalised(words if "://" in words else f"https://{words}")
    except errors.AddressRefused:
        return ""
    return address if "://" in words or urls.host(address).count(".") > 1 else ""
