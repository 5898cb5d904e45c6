"""A text as a pattern that finds it whatever its case, accents, hyphens and apostrophes. Pure.

Each database folds letters by its own rules (SQLite only the case of A to Z, PostgreSQL as its locale says), so neither
is relied upon: each letter becomes the class of its spellings, in the dialect of the database.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

#: Latin letters with their marks, as used in European names (U+0021 to U+024F).
_SPELLINGS = [chr(code) for code in range(0x21, 0x250)]
#: The characters that may separate words.
_BETWEEN = "-'’ʼ‘`.,/ \u00a0\u202f\u2009‐‑–"
#: Characters that are also written as two letters.
_LIGATURES = {"oe": "œŒ", "ae": "æÆ", "ss": "ßẞ"}
#: Each ligature in the text doubles the patterns.
_MOST_LIGATURES = 3
_SPECIAL_IN_GLOB = "*?[]"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The spellings of one text: any of the patterns finds it."""

    #: For SQLite's `GLOB`.
    globs: tuple[str, ...]
    #: For PostgreSQL's `~`.
    regexes: tuple[str, ...]


def containing(text: str) -> Patterns:
    """Return the patterns that match any text which contains this one."""
    pieces = list(_spelled(text))
    return Patterns(
        tuple(f"*{''.join(map(_glob, one))}*" for one in pieces),
        tuple("".join(map(_regex, one)) for one in pieces),
    )


def equal(text: str) -> Patterns:
    """Return the patterns that match this text only."""
    pieces = list(_spelled(text))
    return Patterns(
        tuple("".join(map(_glob, one)) for one in pieces),
        tuple(f"^{''.join(map(_regex, one))}$" for one in pieces),
    )


def _spelled(text: str) -> Iterable[tuple[str, ...]]:
    """Yield the ways to write the text, each as a sequence of classes of characters."""
    parts = re.split("(" + "|".join(_LIGATURES) + ")", _plain(text))
    ways: list[list[tuple[str, ...]]] = []
    for rank, part in enumerate(parts):
        letters = tuple(map(_class, part))
        is_ligature = rank % 2 == 1 and rank < 2 * _MOST_LIGATURES
        ways.append([letters, (_LIGATURES[part],)] if is_ligature else [letters])
    return (tuple(one for letters in way for one in letters) for way in product(*ways))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text)
    for written, signs in _LIGATURES.items():
        for sign in signs:
            folded = folded.replace(sign, written)
    return "".join(_base(sign) for sign in folded)


@cache
def _base(sign: str) -> str:
    """Return the letter under its marks, in lower case; another sign as it is."""
    bare = unicodedata.normalize("NFD", sign.lower())[:1]
    return bare if bare.isalpha() else sign


@cache
def _class(letter: str) -> str:
    """Return every character that may be written in the place of this one."""
    if letter in _BETWEEN:
        return _BETWEEN
    return "".join(dict.fromkeys([letter, *_classes().get(letter, "")]))


@cache
def _classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for sign in _SPELLINGS:
        base = _base(sign)
        if base != sign:
            found[base] = found.get(base, "") + sign
    return found


def _glob(signs: str) -> str:
    if len(signs) == 1 and signs not in _SPECIAL_IN_GLOB:
        return signs
    # A hyphen is literal only at the end of a class; no class here holds « ^ », or « ] » beside another character.
    last = "-" if "-" in signs else ""
    return f"[{signs.replace('-', '')}{last}]"


def _regex(signs: str) -> str:
    return "[" + "".join(_escaped(sign) for sign in signs) + "]" if len(signs) > 1 else _escaped(signs)


def _escaped(sign: str) -> str:
    # PostgreSQL takes a backslash before any character that is neither letter nor digit, inside a class too.
    return sign if sign.isalnum() or not sign.isascii() or sign == " " else f"\\{sign}"
