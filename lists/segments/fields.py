"""The fields that a segment rule may ask about: which operators suit them, how their values are written. Pure.

Refuses a value that could never match, so that a typing error is reported instead of selecting nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lists import geography
from lists.kinds import Nature, OrganisationKind, Role, SignatureKind
from lists.organisations import sirene

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_REFERENCE = re.compile(r"(campaign|issue|days):([1-9]\d{0,8})")
#: The highest number: a century of days, and more issues than a century brings.
_MOST_DAYS, _MOST_ISSUES = 36_525, 1_000


@dataclass(frozen=True, slots=True)
class Reference:
    """What a fact of the history is about, or since when it counts."""

    #: `campaign`, `issue`, `days` (the last so many); once resolved against the clock `since` (seconds since 1970).
    kind: str
    number: int


One = str | date | int | Reference
Value = One | tuple[str, ...] | tuple[date, date] | tuple[Reference, ...]


@dataclass(frozen=True)
class RuleField:
    """What may be asked about a field."""

    #: Operators that suit it.
    operators: tuple[str, ...]
    #: Returns the value as the database has it, or raises ValueError or errors.PlaceUnknown.
    read: Callable[[str], One]
    #: Whether the value may be a whole number as well as a text.
    counts: bool = False


def _word(words: type[StrEnum]) -> Callable[[str], str]:
    return lambda text: words(text).value


def _departement(text: str) -> str:
    return geography.departement(text).code


def _region(text: str) -> str:
    return geography.region_named(text).code


def _day(text: str) -> date:
    if not _ISO_DATE.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise ValueError(text)
    return text


def _reference(text: str) -> Reference:
    if text.isascii() and text.isdigit():
        text = f"days:{text}"
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    reference = Reference(found[1], int(found[2]))
    if reference.kind == "days" and reference.number > _MOST_DAYS:
        raise ValueError(text)
    return reference


def _issues(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= _MOST_ISSUES:
        raise ValueError(text)
    return int(text)


_CODES = ("is", "is_not", "in", "exists")
_TEXTS = (*_CODES, "contains")
_DAYS = ("is", "before", "after", "between", "exists")

#: Every field that a rule may ask about.
FIELDS: Mapping[str, RuleField] = {
    "organisation.kind": RuleField(_CODES, _word(OrganisationKind)),
    "organisation.departement": RuleField(_CODES, _departement),
    "organisation.region": RuleField(_CODES, _region),
    "organisation.name": RuleField(_TEXTS, str),
    "organisation.naf": RuleField(_CODES, sirene.naf_beginning),
    "organisation.size": RuleField(_CODES, sirene.band),
    "contact.role": RuleField(_CODES, _word(Role)),
    "contact.nature": RuleField(_CODES, _word(Nature)),
    "contact.language": RuleField(_CODES, _language),
    "signature.signed_on": RuleField(_DAYS, _day),
    "signature.kind": RuleField(("is", "is_not", "in"), _word(SignatureKind)),
    "history.received": RuleField(_CODES, _reference, counts=True),
    "history.clicked": RuleField(_CODES, _reference, counts=True),
    "history.bounced": RuleField(_CODES, _reference, counts=True),
    "history.replied": RuleField(_CODES, _reference, counts=True),
    "history.not_reached_for": RuleField(("is",), _issues, counts=True),
}
