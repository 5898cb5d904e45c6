"""When a digest is prepared: every week on one day, or every month on the first, second, third or fourth of these days.

Pure. Refuses the fifth Tuesday: most months have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from campaigns.editorial import event_times
from runtime.language import N_, _

#: What « le premier mardi du mois » counts.
WEEKS = {1: N_("premier"), 2: N_("deuxième"), 3: N_("troisième"), 4: N_("quatrième")}
_DAYS = 7


class Every(StrEnum):
    """How often."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Rhythm:
    """When a digest is prepared."""

    every: Every = Every.MONTH
    #: From Monday, 0, to Sunday, 6.
    weekday: int = 1
    #: Which of these days of the month; without meaning for every week.
    week: int = 1

    @property
    def words(self) -> str:
        """Return it as one says it."""
        day = event_times.WEEKDAYS[self.weekday]
        if self.every is Every.WEEK:
            return _("chaque {day}").format(day=day)
        return _("le {which} {day} du mois").format(which=_(WEEKS[self.week]), day=day)

    def after(self, day: date) -> date:
        """Return the first day of the rhythm after a day."""
        if self.every is Every.WEEK:
            return day + timedelta((self.weekday - day.weekday() - 1) % _DAYS + 1)
        found = self._of_month(day)
        return found if found > day else self._of_month(day.replace(day=1) + timedelta(32))

    def _of_month(self, day: date) -> date:
        first = day.replace(day=1)
        return first + timedelta((self.weekday - first.weekday()) % _DAYS + _DAYS * (self.week - 1))
