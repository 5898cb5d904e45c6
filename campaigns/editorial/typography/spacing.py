"""Spaces that do not break: before high punctuation, inside quotation marks, between a number and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaigns.editorial.typography.edits import Edit, filled, replaced
from campaigns.editorial.typography.styles import HARD, Profile

#: A sign that ends what stands before it: neither a space nor something that opens.
_AFTER = r"(?<=[^\s(\[{«“‘;:!?¡¿/])"
_HIGH = re.compile(_AFTER + r"( *)(?=[;!?]+(?:$|[\s»”\"’')\].,…]))")
_COLON = re.compile(_AFTER + r"( *)(?=:(?:$|[\s«“\"»”)]))")
_CLOSING = re.compile(r"(?<=[^\s«])( *)(?=»)")
_OPENING = re.compile(r"«( *)(?=[^\s»])")
_PERCENT = re.compile(r"(?<=\d)( ?)(?=(?:[%‰€]|[kMG]€)(?!\w))")
_UNIT = re.compile(
    r"(?<=\d)( )(?=(?:km/h|km²?|m²|m|cm|mm|ha|kg|g|h|min|[kKMG]o|°C|F|euros?|millions?|milliards?)(?!\w))"
)
_NUMBER = re.compile(r"(?<!\w)[nN]°( ?)(?=\d)")
_REFERENCE = re.compile(r"(?<!\w)(?:pp?|art|chap|fig|vol)\.( ?)(?=\d)")
_PART = re.compile(r"(?<!\w)(?:[Aa]rticle|[Pp]age|[Cc]hapitre|[Aa]nnexe)s?( )(?=\d)|§( )?(?=\d)")
_PERSON = re.compile(r"(?<!\w)(?:MM?\.|Mmes?|Mlles?|Dr|Pr|Me|Mgr)( )(?=[^\W\d_a-zà-ÿ])")
_MISTER = re.compile(r"(?<!\w)Mr(?:\. ?| )(?=[^\W\d_a-zà-ÿ])")


def punctuation(text: str, profile: Profile) -> Iterator[Edit]:
    """A fine hard space before `;`, `!` and `?`, a hard space before a colon."""
    yield from filled(_HIGH, profile.fine, text)
    yield from filled(_COLON, HARD, text)


def quotation_marks(text: str, _profile: Profile) -> Iterator[Edit]:
    """A hard space behind « and before »."""
    yield from filled(_OPENING, HARD, text)
    yield from filled(_CLOSING, HARD, text)


def units(text: str, _profile: Profile) -> Iterator[Edit]:
    """`10 %`, `3 km`, `2 millions`: the number stays with what it counts."""
    yield from filled(_PERCENT, HARD, text)
    yield from filled(_UNIT, HARD, text)


def references(text: str, _profile: Profile) -> Iterator[Edit]:
    """`n° 12`, `p. 8`, `article 3`: the word stays with its number."""
    for pattern in (_NUMBER, _REFERENCE, _PART):
        for match in pattern.finditer(text):
            yield (
                Edit(*match.span(match.lastindex or 0), HARD)
                if match.lastindex
                else Edit(match.end(), match.end(), HARD)
            )


def people(text: str, _profile: Profile) -> Iterator[Edit]:
    """`M. Durand` (never `Mr`): the title stays with the name."""
    yield from replaced(_MISTER, "M." + HARD, text)
    yield from filled(_PERSON, HARD, text)
