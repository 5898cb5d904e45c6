"""Working days in France: neither Saturday nor Sunday, nor one of the eleven public holidays.

Those of the Code du travail (L3133-1), the same everywhere: those of Alsace, Moselle or overseas alone are none
here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

#: Month and day of those that do not move.
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
#: Days after Easter: its Monday, Ascension, Whit Monday.
_MOVING = (1, 39, 50)
_SATURDAY = 5


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year."""
    fixed = {date(year, month, day) for month, day in _FIXED}
    return frozenset(fixed | {easter(year) + timedelta(days) for days in _MOVING})


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap - correction + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_working(day: date) -> bool:
    """Tell whether offices are open."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def after(day: date, many: int) -> date:
    """Return the working day that comes `many` working days after a day; with 0, that day or the next working one."""
    found = day
    while many or not is_working(found):
        found += timedelta(1)
        many -= many > 0 and is_working(found)
    return found
