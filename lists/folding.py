"""Comparing words as people do: ignoring case, accents, ligatures, hyphens and stray spaces. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_CEDEX = re.compile(r"\s+cedex(\s+\d+)?$")
_SAINT = {"st": "saint", "ste": "sainte"}


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """Return the words of `text` in plain lower case, one space between them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NOT_WORD.sub(" ", plain).strip()


def fold_commune(text: str) -> str:
    """Fold the name of a commune: « St-Denis Cedex 2 » and « SAINT DENIS » become one."""
    words = _CEDEX.sub("", fold(text)).split()
    return " ".join(_SAINT.get(word, word) for word in words)
