"""When an event is, as contributors write it: « jeudi 8 octobre 2009, 9 h-17 h », « 08/10/2009 », « 2009-10-08 »."""

from __future__ import annotations

import re
from datetime import date, datetime

from campaigns.editorial import event_times
from lists import folding
from runtime.clock import PARIS

_MONTHS = [folding.fold(name) for name in event_times.MONTHS]
_HOURS = r"(?: (?:a |de )?(\d\d?) ?h(?: ?(\d\d))?(?: ?(?:a )?(\d\d?) ?h(?: ?(\d\d))?)?)?"
_WORDS = re.compile(rf"(?:({'|'.join(event_times.WEEKDAYS)}) )?(\d\d?)(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}}){_HOURS}")
_FIGURES = re.compile(rf"(\d\d?) (\d\d?) (\d{{4}}){_HOURS}")


def span(text: str) -> dict[str, str]:
    """Return `starts` and, when it is said, `ends`, both as `event_times.parse` returns them.

    Raises:
        ValueError: it is not a day, or the weekday does not match.
    """
    said = folding.fold(text)
    if (words := _WORDS.fullmatch(said)) is not None:
        weekday, day, month, year, *hours = words.groups()
        when = date(int(year), _MONTHS.index(month) + 1, int(day))
        if weekday and event_times.WEEKDAYS[when.weekday()] != weekday:
            raise ValueError(text)
    elif (figures := _FIGURES.fullmatch(said)) is not None:
        day, month, year, *hours = figures.groups()
        when = date(int(year), int(month), int(day))
    else:
        return {"starts": event_times.parse(text.strip())}
    starts, ends = (_at(when, *hours[position : position + 2]) for position in (0, 2))
    return {"starts": starts or when.isoformat()} | ({"ends": ends} if ends else {})


def _at(day: date, hour: str | None, minutes: str | None) -> str:
    if hour is None:
        return ""
    moment = datetime(day.year, day.month, day.day, int(hour), int(minutes or 0), tzinfo=PARIS)
    return event_times.parse(moment.isoformat())
