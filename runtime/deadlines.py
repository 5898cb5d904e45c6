"""A bound of time for work on what a stranger sent: a pattern that goes astray ends too.

Relies on the timer of the process, which interrupts also the matching of a pattern. So it holds in the main thread
alone; elsewhere the work is not bounded. A timer that was running goes on behind it.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: A timer of zero never rings.
_SOON = 0.001


class Overdue(BaseException):
    """The time is over. No `Exception`, so that nobody who expects any error of a letter takes it for one."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the block take so many seconds.

    Raises:
        Overdue: they are over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    begun, before = time.monotonic(), signal.signal(signal.SIGALRM, _end)
    left, _interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - begun), _SOON))


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise Overdue
