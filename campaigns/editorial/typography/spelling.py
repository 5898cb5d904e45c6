"""Letters that typewriters did not have: accented capitals and ligatures, only in unambiguous words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaigns.editorial.typography import dates, words
from campaigns.editorial.typography.edits import Edit
from campaigns.editorial.typography.styles import Profile

#: At the beginning of a sentence, before these, « A » is the preposition.
_TO = re.compile(r"(?<![\w’'.-])A(?=[ \u00a0](?:l['’]|(?:" + "|".join(words.AFTER_TO) + r")(?!\w)))")
_THAT = re.compile(r"(?<!\w)Ca(?=[ \u00a0][a-zà-ÿœ])")
_CAPITALS = {plain: right for plain, right in words.CAPITALS.items() if plain != right}
_ACCENTS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_CAPITALS, key=len, reverse=True))})(?!\w)")
_LIGATURES = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words.LIGATURES, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def accented_capitals(text: str, _profile: Profile) -> Iterator[Edit]:
    """Write `État`, `À l’attention de`, `ÉDITO`."""
    for match in _ACCENTS.finditer(text):
        yield Edit(*match.span(), _CAPITALS[match.group()])
    for pattern, right in ((_TO, "À"), (_THAT, "Ça")):
        for match in pattern.finditer(text):
            if dates.begins_sentence(text, match.start()):
                yield Edit(*match.span(), right)


def ligatures(text: str, _profile: Profile) -> Iterator[Edit]:
    """Write `cœur`, `œuvre`, `curriculum vitæ`."""
    for match in _LIGATURES.finditer(text):
        yield Edit(*match.span(), _like(match.group(), words.LIGATURES[match.group().lower()]))


def _like(written: str, right: str) -> str:
    """Give a word the capitals of the one that it replaces."""
    if written.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if written[0].isupper() else right
