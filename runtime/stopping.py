"""Whether this process was told to stop: what lasts, a stream of events for one, looks here and ends by itself.

Owns one flag. A process is told once, by a signal; nothing takes it back.
"""

from __future__ import annotations

import threading

_asked = threading.Event()


def ask() -> None:
    """Note that this process is to stop."""
    _asked.set()


def is_asked() -> bool:
    """Tell whether it is."""
    return _asked.is_set()
