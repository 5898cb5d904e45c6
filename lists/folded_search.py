"""Looking for people by words as one types them: without accents, case or hyphens, alike in both databases.

Neither database folds French by itself. A pattern with a place for each letter that may have an accent finds who comes
into question; `holds` decides, by the folding that the whole house compares by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from lists import folding

#: Letters that stand for others with signs on them, and two that may be written as one (« œ »).
_LIGATURES = re.compile("oe|ae")
_VARIED = re.compile("[aceinouy]")


def likely(columns: Iterable[Any], words: str) -> ColumnElement[bool]:
    """Return a condition that holds for everybody of whom each word may stand in one of the columns, and some others;
    for nobody without a word.
    """
    several, wanted = list(columns), folding.fold(words).split()
    if not wanted:
        return sa.false()
    return sa.and_(
        *(sa.or_(*(column.ilike(pattern) for column in several for pattern in _patterns(word))) for word in wanted)
    )


def holds(words: str, texts: Iterable[str | None]) -> bool:
    """Tell whether each word stands in one of the texts, whole or in part."""
    folded = " ".join(folding.fold(text) for text in texts if text)
    return all(word in folded for word in folding.fold(words).split())


def _patterns(word: str) -> set[str]:
    """Return patterns for LIKE: folded words hold letters and digits only, so nothing needs to be escaped."""
    joined = _LIGATURES.sub("_", word)
    return {f"%{_VARIED.sub('_', one)}%" for one in (word, joined)}
