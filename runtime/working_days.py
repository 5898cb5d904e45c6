"""Working days in France: neither Saturday nor Sunday, nor one of the eleven public holidays.

Those of the Code du travail (L3133-1), the same everywhere: those of Alsace, Moselle or overseas alone are none
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from runtime.language import N_, _

#: Month and day of those that do not move.
_FIXED = {
    (1, 1): N_("jour de l’an"),
    (5, 1): N_("1er mai"),
    (5, 8): N_("8 mai"),
    (7, 14): N_("14 juillet"),
    (8, 15): N_("Assomption"),
    (11, 1): N_("Toussaint"),
    (11, 11): N_("11 novembre"),
    (12, 25): N_("Noël"),
}
#: Days after Easter.
_MOVING = {1: N_("lundi de Pâques"), 39: N_("Ascension"), 50: N_("lundi de Pentecôte")}
_SATURDAY = 5


@lru_cache(maxsize=64)
def holidays(year: int) -> Mapping[date, str]:
    """Return the public holidays of a year, and the key of what each is called."""
    fixed = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    return {easter(year) + timedelta(days): name for days, name in _MOVING.items()} | fixed


def holiday(day: date) -> str:
    """Return what a public holiday is called; empty on any other day."""
    name = holidays(day.year).get(day)
    return _(name) if name else ""


def bridged(day: date) -> date | None:
    """Return the holiday to which a day is the bridge (« pont »): one working day between it and a weekend."""
    if not is_working(day):
        return None
    for beside, beyond in ((-1, 1), (1, -1)):
        found, other = day + timedelta(beside), day + timedelta(beyond)
        if holiday(found) and found.weekday() < _SATURDAY and other.weekday() >= _SATURDAY:
            return found
    return None


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
