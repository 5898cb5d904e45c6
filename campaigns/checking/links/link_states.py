"""What a link led to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """What became of a visit."""

    #: A server answers, and has the page.
    ALIVE = "alive"
    #: No server answers, or the page is gone: a reader would find nothing.
    DEAD = "dead"
    #: Nothing can be concluded: a person must look.
    DOUBTFUL = "doubtful"
    #: This machine has no network access.
    UNREACHED = "unreached"


@dataclass(frozen=True)
class FollowedLink:
    """A link that was followed."""

    url: str
    outcome: LinkState
    #: A French clause that says why; empty for what is alive.
    reason: str = ""
