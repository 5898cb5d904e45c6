"""Whether anybody does what is due each minute: every page says so when nobody does."""

from __future__ import annotations

import time
from typing import Any

from campaigns.checking.doctor import machine
from campaigns.checking.doctor.results import Status
from runtime.errors import RelaisError

#: Seconds for which an answer is believed.
_FRESH = 20.0


def is_missing(state: Any) -> bool:
    """Tell whether nothing leaves by itself now; `state` is that of the application, which remembers the answer."""
    at, known = getattr(state, "tick_seen", (float("-inf"), False))
    if time.monotonic() - at > _FRESH:
        known = _look(state.installation)
        state.tick_seen = (time.monotonic(), known)
    return bool(known)


def _look(opened: Any) -> bool:
    try:
        return any(one.status is Status.FAILED for one in machine.tick(opened))
    except RelaisError:
        return False
