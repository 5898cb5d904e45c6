"""Visits to letters that try two subjects: whether a click is the first that its visitor makes, and on which letter.

A visitor is the number that `web.hits` draws, remembered for ten minutes in this process and kept nowhere: so clicks of
one person on five links are one visit, and nobody is known. Refuses campaigns that try nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.post.hits import tracked_links
from campaigns.post.hits.robots import Hit
from campaigns.post.subject_trials.rows import SubjectTrial

#: Seconds between two clicks of one visit.
_MEMORY = 600.0


def is_second(hit: Hit) -> bool:
    """Tell whether a link stood in a letter with the second subject."""
    return bool(hit.campaign_id and hit.link & tracked_links.SECOND)


def number(hit: Hit) -> int:
    """Return the number of a link, the same in letters with either subject; zero for the pixel."""
    return hit.link & (tracked_links.SECOND - 1)


class Visits:
    """The visitors of the last minutes."""

    def __init__(self) -> None:
        self._tries: dict[int, bool] = {}
        self._last: dict[tuple[int, bool, int], float] = {}

    def know(self, session: Session, campaigns: Iterable[int]) -> None:
        """Learn which of these campaigns try two subjects."""
        unknown = set(campaigns) - self._tries.keys()
        if unknown:
            tries = sa.select(col(SubjectTrial.campaign_id)).where(col(SubjectTrial.campaign_id).in_(unknown))
            known = set(session.execute(tries).scalars())
            self._tries.update({one: one in known for one in unknown})

    def begins(self, hit: Hit) -> bool:
        """Note a person's click, and tell whether it begins a visit to a campaign that tries two subjects."""
        if not (hit.link and self._tries.get(hit.campaign_id)):
            return False
        visit = hit.campaign_id, is_second(hit), hit.visitor
        before = self._last.get(visit)
        self._last = {one: at for one, at in self._last.items() if at > hit.at - _MEMORY}
        self._last[visit] = hit.at
        return before is None or hit.at - before > _MEMORY
