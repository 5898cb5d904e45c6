"""How long it is until a letter leaves, as every screen says it. Pure."""

from __future__ import annotations

from runtime.language import _

#: Seconds between the moment at which a screen shows zero and the first letter that the engine may take: whoever
#: presses « Annuler » at the very last second is in time.
MARGIN = 10
#: Seconds before a departure from which every page of the console speaks of it.
NEAR = 1800
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def shown(not_before: int) -> int:
    """Return the moment that screens count to, for the one from which the engine may send; seconds since 1970."""
    return not_before - MARGIN


def said(not_before: int) -> int:
    """Return the same as people say it, in minutes: ten o'clock is ten o'clock, margin or not."""
    return max(shown(not_before), not_before - not_before % _MINUTE)


def remaining(seconds: int) -> str:
    """Say a time to wait, in its two largest units: « 9 min 41 s », « 3 h 5 min », « 2 j 4 h ».

    `modules/countdown.js` says the same, second after second.
    """
    left = seconds
    if left <= 0:
        return _("un instant")
    if left < _MINUTE:
        return _("{s} s").format(s=left)
    if left < _HOUR:
        return _("{min} min {s} s").format(min=left // _MINUTE, s=left % _MINUTE)
    if left < _DAY:
        return _("{h} h {min} min").format(h=left // _HOUR, min=left % _HOUR // _MINUTE)
    return _("{d} j {h} h").format(d=left // _DAY, h=left % _DAY // _HOUR)
