"""Days as they are written: « mardi 16 juin 2009 », « 1er juin »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from campaigns.editorial import event_times
from campaigns.editorial.typography.edits import Edit, filled
from campaigns.editorial.typography.styles import HARD, Profile

_MONTHS = "|".join(event_times.MONTHS)
_WEEKDAYS = "|".join(event_times.WEEKDAYS)
_ANY_MONTH = rf"(?:{_MONTHS}|{_MONTHS.title()})(?!\w)"
_FIRST = re.compile(rf"(?<![\w.,/-])1(?=[ \u00a0]{_ANY_MONTH})|(?<=\b[dD]u )1(?= au \d)")
_GAP = re.compile(rf"(?<!\w)(?:\d\d?|1er)( )(?={_ANY_MONTH})")
_MONTH = re.compile(
    rf"(?<!\w)(?P<weekday>(?:{_WEEKDAYS}|{_WEEKDAYS.title()})[ \u00a0])?(?P<day>\d\d?|1er)[ \u00a0]"
    rf"(?P<month>{_MONTHS.title()})(?P<year>[ \u00a0]\d{{4}})?(?!\w)",
)
_WEEKDAY = re.compile(rf"(?<!\w)(?P<weekday>{_WEEKDAYS.title()})(?=[ \u00a0](?:\d\d?|1er)[ \u00a0]{_ANY_MONTH})")
_DATED = re.compile(
    rf"(?<!\w)(?P<weekday>{_WEEKDAYS})[ \u00a0](?P<day>\d\d?|1er)[ \u00a0](?P<month>{_MONTHS})"
    r"(?:[ \u00a0](?P<year>\d{4}))?(?!\w)",
    re.IGNORECASE,
)
#: Days that are named rather than dated.
_FEASTS = frozenset({("14", "Juillet"), ("8", "Mai"), ("1er", "Mai"), ("11", "Novembre")})


def first_of_month(text: str, _profile: Profile) -> Iterator[Edit]:
    """Write `1er juin`, never `1 juin`."""
    yield from (Edit(match.end(), match.end(), "er") for match in _FIRST.finditer(text))


def day_and_month(text: str, _profile: Profile) -> Iterator[Edit]:
    """Keep `16 juin` on one line."""
    yield from filled(_GAP, HARD, text)


def small_letters(text: str, _profile: Profile) -> Iterator[Edit]:
    """Write days and months small; a feast (le 14 Juillet) and the first word of a sentence keep their capital."""
    for match in _MONTH.finditer(text):
        feast = (match["day"], match["month"]) in _FEASTS and not match["year"] and not match["weekday"]
        if not feast:
            yield Edit(*match.span("month"), match["month"].lower())
    for match in _WEEKDAY.finditer(text):
        if not begins_sentence(text, match.start()):
            yield Edit(*match.span(), match.group().lower())


def begins_sentence(text: str, place: int) -> bool:
    """Say whether the word that stands there begins a sentence."""
    before = text[:place].rstrip(" \u00a0\u202f«“\"'‘(")
    return before == "" or before[-1] in ".!?…\n" or (before[-1] in "•–—-" and before[:-1].rstrip()[-1:] in ("", "\n"))


def wrong_weekdays(text: str, near: date) -> Iterator[tuple[str, str]]:
    """Yield each date that falls on another day of the week than it says, with the right one.

    A date without a year is the one closest to `near`.
    """
    for match in _DATED.finditer(text):
        said, right = match["weekday"].lower(), _weekday(match, near)
        if right is not None and said != right:
            yield match.group(), right


def _weekday(match: re.Match[str], near: date) -> str | None:
    month = event_times.MONTHS.index(match["month"].lower()) + 1
    number = int(match["day"].removesuffix("er"))
    years = [int(match["year"])] if match["year"] else [near.year - 1, near.year, near.year + 1]
    days = [day for year in years if (day := _day(year, month, number)) is not None]
    if not days:
        return None
    return event_times.WEEKDAYS[min(days, key=lambda day: abs(day - near)).weekday()]


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
