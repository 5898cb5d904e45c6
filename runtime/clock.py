"""The one source of *now*: aware UTC, and Europe/Paris for what people read.

Refuses `RELAIS_NOW` outside a folder marked as a demo: real letters go out at the real time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Clock:
    """A clock that runs on, from the true time or from another one."""

    #: What is added to the true time; zero outside of demos and tests.
    offset: timedelta = timedelta(0)

    @classmethod
    def starting_at(cls, moment: datetime) -> Clock:
        """Return a clock that shows `moment` now and runs on from there (naive means Paris time)."""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=PARIS)
        return cls(aware.astimezone(UTC) - datetime.now(UTC))

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def epoch(self) -> int:
        """Return the present moment as whole seconds since 1970."""
        return int(self.now().timestamp())


class MovableClock(Clock):
    """A clock that stands still until it is moved: for tests and rehearsals of what takes hours."""

    _moments: list[datetime]

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        object.__setattr__(self, "_moments", [moment])

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self._moments[-1]

    def move(self, by: timedelta) -> None:
        """Let `by` pass."""
        self._moments.append(self._moments[-1] + by)


def in_paris(moment: datetime) -> datetime:
    """Return the same moment as clocks show it in Paris."""
    return moment.astimezone(PARIS)
