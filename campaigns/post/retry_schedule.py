"""When to try again after a 4xx: growing intervals, as RFC 5321 4.5.4.1 asks (half an hour, sooner once). Pure."""

from __future__ import annotations

#: Seconds to wait after the first, second, … failed attempt; the last one repeats until the campaign expires.
INTERVALS = (300, 1_800, 3_600, 7_200, 14_400)


def next_at(attempts: int, delivery_id: int, now: int) -> int:
    """Return the second of the next attempt, spread by up to a tenth so that rows do not come back at once."""
    interval = INTERVALS[min(max(attempts, 1), len(INTERVALS)) - 1]
    return now + interval + delivery_id % (interval // 10)
