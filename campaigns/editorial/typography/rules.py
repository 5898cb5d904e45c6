"""The rules, in the order in which they are applied; each finds its edits in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from campaigns.editorial.typography import counting, dating, quoting, spacing, spelling
from campaigns.editorial.typography.edits import Edit
from campaigns.editorial.typography.styles import Profile


class Kind(StrEnum):
    """What a rule is about."""

    #: Spaces that do not break.
    SPACES = "spaces"
    #: Accented capitals and ligatures.
    LETTERS = "letters"
    #: Everything else that is printed otherwise than typed.
    SIGNS = "signs"


@dataclass(frozen=True)
class Rule:
    """One thing that a printer knows."""

    kind: Kind
    find: Callable[[str, Profile], Iterator[Edit]]


RULES = (
    Rule(Kind.SIGNS, quoting.dots),
    Rule(Kind.SIGNS, quoting.straight_quotes),
    Rule(Kind.SIGNS, quoting.apostrophes),
    Rule(Kind.LETTERS, spelling.accented_capitals),
    Rule(Kind.LETTERS, spelling.ligatures),
    Rule(Kind.SIGNS, counting.ordinals),
    Rule(Kind.SIGNS, dating.first_of_month),
    Rule(Kind.SIGNS, dating.small_letters),
    Rule(Kind.SIGNS, counting.hours),
    Rule(Kind.SIGNS, counting.thousands),
    Rule(Kind.SPACES, spacing.people),
    Rule(Kind.SPACES, spacing.references),
    Rule(Kind.SPACES, dating.day_and_month),
    Rule(Kind.SPACES, spacing.units),
    Rule(Kind.SPACES, spacing.quotation_marks),
    Rule(Kind.SPACES, spacing.punctuation),
)
