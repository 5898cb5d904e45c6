"""The rules, in the order in which they are applied; each finds its edits in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from campaigns.editorial.typography import dates, numbers, quoting, spacing, spelling
from campaigns.editorial.typography.edits import Edit
from campaigns.editorial.typography.styles import Profile


class RuleKind(StrEnum):
    """What a rule is about."""

    #: Spaces that do not break.
    SPACES = "spaces"
    #: Accented capitals and ligatures.
    LETTERS = "letters"
    #: Everything else that is printed otherwise than typed.
    SIGNS = "signs"


@dataclass(frozen=True)
class TypographyRule:
    """One thing that a printer knows."""

    kind: RuleKind
    find: Callable[[str, Profile], Iterator[Edit]]


RULES = (
    TypographyRule(RuleKind.SIGNS, quoting.dots),
    TypographyRule(RuleKind.SIGNS, quoting.straight_quotes),
    TypographyRule(RuleKind.SIGNS, quoting.apostrophes),
    TypographyRule(RuleKind.LETTERS, spelling.accented_capitals),
    TypographyRule(RuleKind.LETTERS, spelling.ligatures),
    TypographyRule(RuleKind.SIGNS, numbers.ordinals),
    TypographyRule(RuleKind.SIGNS, dates.first_of_month),
    TypographyRule(RuleKind.SIGNS, dates.small_letters),
    TypographyRule(RuleKind.SIGNS, numbers.hours),
    TypographyRule(RuleKind.SIGNS, numbers.thousands),
    TypographyRule(RuleKind.SPACES, spacing.people),
    TypographyRule(RuleKind.SPACES, spacing.references),
    TypographyRule(RuleKind.SPACES, dates.day_and_month),
    TypographyRule(RuleKind.SPACES, spacing.units),
    TypographyRule(RuleKind.SPACES, spacing.quotation_marks),
    TypographyRule(RuleKind.SPACES, spacing.punctuation),
)
