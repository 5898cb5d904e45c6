"""Playing the year: the clock stands at the moment of a scene, the scene is acted, the tick does what is due.

After a quiet scene no tick runs: a hundred of them were a third of the time that the year takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from campaigns.acting import ticking
from runtime.clock import PARIS, Clock
from runtime.installation import Installation

#: The first and the last day of the convention.
FIRST, LAST = date(2009, 6, 16), date(2010, 6, 15)
#: The partners by their codes.
CHARTE, CNML = "charte", "cnml"


@dataclass(frozen=True)
class Scene:
    """Something that happens at a moment of the year."""

    at: datetime
    act: Callable[[Installation], object]
    #: Nobody waits for what follows from it: the tick of the next scene does it too.
    is_quiet: bool = False


def moment(day: date, hour: int = 9) -> datetime:
    """Return an hour of a day, in Paris."""
    return datetime.combine(day, time(hour), PARIS)


def play(opened: Installation, scenes: Iterable[Scene]) -> Installation:
    """Act all scenes in the order of their moments; return the installation as the clock of the last one sees it."""
    for scene in sorted(scenes, key=lambda one: one.at):
        opened = replace(opened, clock=Clock.starting_at(scene.at))
        scene.act(opened)
        if not scene.is_quiet:
            ticking.tick(opened)
    return opened
