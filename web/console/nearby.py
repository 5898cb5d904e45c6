"""The one line at the top of every page while a departure is near, under way, or stopped on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.departing import progress, views
from campaigns.acting.departing.views import Line
from campaigns.post.states import CampaignState
from runtime.installation import Installation

#: Seconds for which a number of letters is believed: all pages together ask no more often.
_FRESH = 2.0


@dataclass(frozen=True)
class Near:
    """What the line says."""

    line: Line
    #: The server's clock, in seconds since 1970, and how long it is until it leaves.
    now: int
    #: Letters that were accepted; zero before it leaves.
    accepted: int
    #: Whether the visitor may cancel it.
    may_cancel: bool
    #: How many other departures there are to speak of.
    others: int


#: What is spoken of first: what can still be cancelled whole.
_FIRST = (CampaignState.WAITING, CampaignState.SENDING, CampaignState.HELD, CampaignState.PAUSED)


def look(state: Any, visitor: Visitor, path: str) -> Near | None:
    """Return the departure to speak of, of the letters that the visitor reads; the page at `path` speaks of its own.

    `state` is that of the application.
    """
    opened: Installation = state.installation
    now = opened.clock.epoch()
    mine = (one for one in views.near(opened) if visitor.may(Role.READ, one.publication_id))
    found = sorted((one for one in mine if path != f"/envois/{one.id}"), key=lambda one: _FIRST.index(one.state))
    if not found:
        return None
    line = found[0]
    accepted = 0 if line.state is CampaignState.WAITING else _accepted(state, opened, found).get(line.id, 0)
    return Near(line, now, accepted, visitor.may(Role.SEND, line.publication_id), len(found) - 1)


def _accepted(state: Any, opened: Installation, lines: Sequence[Line]) -> dict[int, int]:
    at, known = getattr(state, "accepted_seen", (float("-inf"), {}))
    if time.monotonic() - at > _FRESH or lines[0].id not in known:
        known = progress.accepted(opened, [one.id for one in lines])
        state.accepted_seen = (time.monotonic(), known)
    return dict(known)
