"""When an event is, as contributors write it: « jeudi 8 octobre 2009, 9 h-17 h », « 08/10/2009 », « 2009-10-08 »."""

from __future__ import annotations

import re
from datetime import date, timedelta

from campaigns.editorial import event_times
from lists import folding

_MONTHS = [folding.fold(name) for name in event_times.MONTHS]
_HOURS = r"(?: (?:a |de )?(\d\d?) ?h(?: ?(\d\d))?(?: ?(?:a )?(\d\d?) ?h(?: ?(\d\d))?)?)?"
_WORDS = re.compile(rf"(?:({'|'.join(event_times.WEEKDAYS)}) )?(\d\d?)(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}}){_HOURS}")
_FIGURES = re.compile(rf"(\d\d?) (\d\d?) (\d{{4}}){_HOURS}")


def span(text: str) -> dict[str, str]:
    """Return `starts` and, when it is said, `ends`, both as `event_times.parse` returns them.

    Raises:
        ValueError: it is not a day, the weekday does not match, or it ends when it starts.
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
    if starts and ends < starts:  # « 22 h-2 h » ends in the night
        ends = ends and _at(when + timedelta(days=1), *hours[2:])
    event_times.require_order(starts or when.isoformat(), ends)
    return {"starts": starts or event_times.parse(when.isoformat())} | ({"ends": ends} if ends else {})


def _at(day: date, hour: str | None, minutes: str | None) -> str:
    if hour is None:
        return ""
    return event_times.parse(f"{day.isoformat()}T{int(hour):02d}:{int(minutes or 0):02d}")
