"""A clock that stands still until it is moved: for what takes hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from runtime.clock import Clock


class MovableClock(Clock):
    """Shows the moment that was set."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self._moment

    def epoch(self) -> int:
        """Return it in seconds."""
        return int(self._moment.timestamp())

    def precisely(self) -> float:
        """Return it in seconds, finely."""
        return self._moment.timestamp()

    def move(self, by: timedelta) -> None:
        """Let `by` pass."""
        self._moment += by
