"""A clock that stands still until it is moved, and an event loop that moves it: for what takes hours."""

from __future__ import annotations

import asyncio
import math
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from runtime.clock import Clock

T = TypeVar("T")


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


def run(clock: MovableClock, what: Coroutine[Any, Any, T], *, stands_still: bool = False) -> T:
    """Run it as `asyncio.run` does, in a loop that lives by the clock and never waits: where nothing is ready, it moves
    the clock to what comes next.

    Whoever talks through sockets would see every time-out pass: for him it `stands_still`, and is moved by the other
    end only.
    """
    with asyncio.Runner(loop_factory=lambda: _Loop(clock, stands_still=stands_still)) as runner:
        return runner.run(what)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock: MovableClock, *, stands_still: bool) -> None:
        super().__init__(_Patient() if stands_still else _Impatient(clock))
        self._shown = clock
        self._began = clock.precisely()

    def time(self) -> float:
        return self._shown.precisely() - self._began  # of a small number asyncio still sees its fractions


class _Patient(selectors.DefaultSelector):
    """Looks often, because nothing wakes it when the clock is moved."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout and min(timeout, 0.001))


class _Impatient(selectors.DefaultSelector):
    def __init__(self, clock: MovableClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if not timeout or timeout < 0:
            return super().select(timeout)
        found = super().select(0)
        if not found:
            self._clock.move(timedelta(microseconds=math.ceil(timeout * 1_000_000)))
        return found
