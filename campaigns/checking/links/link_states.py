"""What a link led to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """What became of a visit."""

    #: Somebody answers, and has the page.
    ALIVE = "alive"
    #: Nobody does, or the page is gone: a reader would find nothing.
    DEAD = "dead"
    #: Nothing can be concluded: a person looks.
    DOUBTFUL = "doubtful"
    #: This machine has no way out.
    UNREACHED = "unreached"


@dataclass(frozen=True)
class FollowedLink:
    """A link that was followed."""

    url: str
    outcome: LinkState
    #: A French clause that says why; empty for what is alive.
    reason: str = ""
