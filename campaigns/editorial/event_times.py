"""Days and hours of events: read from ISO 8601, said in French. Pure; knows no *now*."""

from __future__ import annotations

from datetime import date, datetime

from runtime.clock import PARIS

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_NBSP = "\u00a0"


def parse(text: str) -> str:
    """Return `text` as canonical ISO 8601: a day, or a moment with its zone (Paris when none is given).

    Raises:
        ValueError: it is neither.
    """
    if len(text) == len("2009-10-08"):
        return date.fromisoformat(text).isoformat()
    moment = datetime.fromisoformat(text.replace(" ", "T", 1))
    return (moment if moment.tzinfo else moment.replace(tzinfo=PARIS)).isoformat(timespec="minutes")


def day_of(iso: str) -> date:
    """Return the day, in Paris, of what `parse` returned."""
    return date.fromisoformat(iso) if "T" not in iso else _paris(iso).date()


def day(when: date, *, weekday: bool = False) -> str:
    """Say a day: « 1er juin 2009 », or « lundi 1er juin 2009 »."""
    number = "1er" if when.day == 1 else str(when.day)
    said = f"{number}{_NBSP}{MONTHS[when.month - 1]} {when.year}"
    return f"{WEEKDAYS[when.weekday()]} {said}" if weekday else said


def month(when: date) -> str:
    """Say a month as a masthead does, behind the number: « septembre 2009 »."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def hour(moment: datetime) -> str:
    """Say an hour: « 9 h », « 14 h 30 »."""
    minutes = f"{_NBSP}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{_NBSP}h{minutes}"


def span(starts: str, ends: str) -> str:
    """Say when an event is, from what `parse` returned: « jeudi 8 octobre 2009, 9 h – 17 h »."""
    first, last = day_of(starts), day_of(ends or starts)
    said = day(first, weekday=True)
    if last != first:
        return f"du {said} au {day(last, weekday=True)}"
    if "T" not in starts:
        return said
    begins = hour(_paris(starts))
    return f"{said}, {begins}{_NBSP}– {hour(_paris(ends))}" if "T" in ends else f"{said}, {begins}"


def moment(when: datetime) -> str:
    """Say a moment to a person: « 15 septembre 2009 à 10 h 30 » in Paris."""
    local = when.astimezone(PARIS)
    return f"{day(local.date())} à {hour(local)}"


def _paris(iso: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(PARIS)
