"""Being told to stop: SIGTERM and Ctrl-C call a function, instead of ending the process in the middle of a letter."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_NUMBERS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def calling(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Iterator[None]:
    """While it lasts, a signal calls `stop` in the loop; in another thread than the main one nothing is changed."""
    is_main = threading.current_thread() is threading.main_thread()
    for number in _NUMBERS if is_main else ():
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in _NUMBERS if is_main else ():
            loop.remove_signal_handler(number)
