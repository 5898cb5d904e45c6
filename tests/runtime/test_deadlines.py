"""A bound of time."""

from __future__ import annotations

import re
import signal
import threading

import pytest

from runtime import deadlines

#: Takes longer than anybody lives.
_ASTRAY = re.compile("(a*)*b")


def test_a_pattern_that_goes_astray_is_ended() -> None:
    """The library that matches it asks for signals; the one who set the bound before has theirs again."""
    before, left = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)[0]
    with pytest.raises(deadlines.Overdue), deadlines.within(0.05):
        _ASTRAY.match("a" * 60)

    assert signal.getsignal(signal.SIGALRM) == before
    assert (signal.getitimer(signal.ITIMER_REAL)[0] > 0) == (left > 0)


def test_a_timer_that_was_running_goes_on() -> None:
    """Somebody else's bound holds behind ours, by what is left of it."""
    running = signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        with deadlines.within(60):
            assert 50 < signal.getitimer(signal.ITIMER_REAL)[0] <= 60
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_REAL, *running)


def test_another_thread_works_without_a_bound() -> None:
    """It has no timer, and is not refused."""
    done = []

    def work() -> None:
        with deadlines.within(0.000_001):
            done.append(_ASTRAY.match("a" * 18))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [None]
