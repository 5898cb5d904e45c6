"""What no rule may touch: addresses, fields, tags, code, names of files, clock times, ratios, quotations of a text.

Nor a password or a code: one space more, and it no longer opens anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from campaigns.editorial.typography.edits import FIELD, Span
from templates import foreign_fields

_PLACEHOLDER = r"\{\{.*?\}\}|\{%.*?%\}|\{\#.*?\#\}|\$\{[^{}]*\}|\{[^{}\s]*\}|<%.*?%>|%\(\w+\)\w"
_TAG = r"<!--.*?-->|</?[A-Za-z][^<>]*>|&\#?\w+;"
_CODE = r"`[^`]+`"
_ADDRESS = (
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.|(?:mailto|tel|cid|data):(?=\S))\S+"
    r"|[^\s@<>«»\"“”]+@[^\s@<>«»\"“”]+\.\w+"
    r"|(?:[\w-]+\.)+(?:com|eu|example|fr|info|io|net|org)\b(?:[:/?\#]\S*)?"
)
_FILE = r"[\w.-]*\w_\w[\w.-]*|[\w.-]+\.(?:csv|docx?|eml|html?|ics|jpe?g|md|odt|pdf|png|pptx?|txt|xlsx?|zip)\b"
_CLOCK = r"\d+(?::\d+)+|(?<!\d)\d{1,2}\ :\ \d{1,2}(?!\d)"
_KEPT = re.compile("|".join((_PLACEHOLDER, _TAG, _CODE, f"(?P<address>{_ADDRESS})", _FILE, _CLOCK)), re.DOTALL)
#: What stands behind « mot de passe : », whatever it looks like.
_SECRET = re.compile(
    r"\b(?:mots? de passe|mdp|password|code(?:[ \u00a0][\w’'-]+){0,3}|identifiants?|login|PIN"
    r"|ID(?:[ \u00a0][\w’'-]+){0,2})"
    r"[\s(]*(?::|=|\best\b)\s*[«\"“]?\s*(?P<secret>[^\s«»\"“”]+)",
    re.IGNORECASE,
)
#: Characters after an address that do not belong to it.
_TAIL = re.compile(r"[.,;:!?…)\]»”\"'’]+$")
_QUOTATION = re.compile(r"«([^«»]*)»|\"([^\"]*)\"|“([^“”]*)”")
#: A shorter run of words is too common to count as a quotation.
_FEWEST = 4


def spans(text: str, quoted: Sequence[str] = ()) -> list[Span]:
    """Return what must stay as it is; `quoted` holds whole texts, of which any quotation stays too."""
    found = [_span(match) for match in _KEPT.finditer(text)]
    found += [Span(*one) for one in foreign_fields.spans(text)]
    found += [_secret(match) for match in _SECRET.finditer(text)]
    return found + list(_quotations(text, quoted)) if quoted else found


def masked(text: str, kept: Sequence[Span]) -> str:
    """Return the text with each protected character replaced by a neutral one, so that rules find nothing there."""
    for start, end in kept:
        text = text[:start] + FIELD * (end - start) + text[end:]
    return text


def _span(match: re.Match[str]) -> Span:
    if match["address"] is None:
        return Span(*match.span())
    return Span(match.start(), match.start() + len(_TAIL.sub("", match.group())))


def _secret(match: re.Match[str]) -> Span:
    """Leave the full stop or the comma of the sentence out; a `!` or a `?` may belong to the password."""
    return Span(match.start("secret"), match.start("secret") + len(match["secret"].rstrip(".,;:)…")))


def _quotations(text: str, quoted: Sequence[str]) -> Iterator[Span]:
    if _is_quoted(text, quoted):
        yield Span(0, len(text))
    for match in _QUOTATION.finditer(text):
        inside = match.lastindex or 0
        if _is_quoted(match[inside], quoted):
            yield Span(*_inner(text, *match.span(inside)))


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the spaces between a quotation and its marks to the rules."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - (len(said) - len(said.rstrip()))


def _is_quoted(text: str, quoted: Sequence[str]) -> bool:
    said = _bare(text)
    return len(said.split()) >= _FEWEST and any(said in _bare(whole) for whole in quoted)


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """Return a text without what typography decides, so that a quotation is recognised either way."""
    said = unicodedata.normalize("NFC", text).replace("’", "'")
    said = re.sub(r"\s+", " ", re.sub(r"[«»\"“”]", " ", said))
    return re.sub(r" (?=[;:!?,.)])", "", said).strip(" .,;:")
