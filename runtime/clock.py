"""The one source of *now*: aware UTC, and Europe/Paris for what people read.

Refuses `RELAIS_NOW` outside a folder marked as a demo: real letters go out at the real time.
"""

from __future__ import annotations

import calendar
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock:
    """A running clock, started at the true time or at another one."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self._offset = offset
        self._seconds = offset.total_seconds()

    @classmethod
    def starting_at(cls, moment: datetime) -> Clock:
        """Return a clock that shows `moment` now and runs on from there (naive means Paris time)."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=PARIS)
        return cls(aware.astimezone(UTC) - datetime.now(UTC))

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def epoch(self) -> int:
        """Return the present moment as whole seconds since 1970; cheap enough to be called for every letter."""
        return int(time.time() + self._seconds)

    def precisely(self) -> float:
        """Return the present moment as seconds since 1970, as precisely as the machine knows it."""
        return time.time() + self._seconds


def in_paris(moment: datetime) -> datetime:
    """Return the same moment as clocks show it in Paris."""
    return moment.astimezone(PARIS)


def today(clock: Clock) -> date:
    """Return the day that it is in Paris."""
    return in_paris(clock.now()).date()


def day_of(epoch: int) -> date:
    """Return the day in Paris of a moment in seconds since 1970."""
    return in_paris(datetime.fromtimestamp(epoch, UTC)).date()


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in Paris."""
    return datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)


def months_later(day: date, months: int) -> date:
    """Return the same day of a later (or earlier) month; the last day of that month when it has no such day.

    Regulation (EEC, Euratom) 1182/71, art. 3(2)(c).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
