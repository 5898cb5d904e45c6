"""From hits to events: each hit is judged by its neighbours in time once they are known, and recorded once.

Works in the background, in batches. A hit that was recorded before (its file survived a crash) is the same event, and
counts once. Only the verdict is kept: no network address, no program name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial.models import Edition
from campaigns.post import delivery_events
from campaigns.post.delivery_events import EventKind
from campaigns.post.hits import robots, spooling, visiting
from campaigns.post.hits.robots import Hit, Judge, RobotRule
from campaigns.post.hits.spooling import Spool, SpoolFile
from campaigns.post.hits.visiting import Visits
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from runtime.installation import Installation

#: Segments that are recorded in one transaction.
_AT_ONCE = 50
#: A delivery in one of these states has not reached a reader.
_BEFORE = (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.HANDING_OVER, DeliveryState.DEFERRED)
_REACHED = (DeliveryState.ACCEPTED, DeliveryState.BOUNCED, DeliveryState.COMPLAINED, DeliveryState.UNCERTAIN)

Numbered = tuple[str, Hit]


class Counter:
    """Records the hits on the pages of this process."""

    def __init__(self, opened: Installation) -> None:
        self._opened = opened
        self._judge = Judge()
        #: Hits recorded recently: neighbours of the next ones.
        self._before: list[Hit] = []
        self._links: dict[int, int] = {0: 0}
        self._begun: set[int] = set()
        self._visits = Visits()

    def record(self, segments: list[SpoolFile], *, until: float | None = None) -> int:
        """Record the hits of these segments, oldest first, and remove them; return how many hits there were.

        Segments with a hit later than `until` are left alone: their neighbours are not all known yet.
        """
        read = [(segment, list(_numbered(segment))) for segment in segments]
        ripe = [one for one in read if until is None or not one[1] or one[1][-1][1].at <= until]
        recorded = 0
        for first in range(0, len(ripe), _AT_ONCE):
            batch = ripe[first : first + _AT_ONCE]
            after = ripe[first + _AT_ONCE : first + 2 * _AT_ONCE] or read[len(ripe) :]
            recorded += self._record(_hits(batch), [hit for _name, hit in _hits(after)])
            for segment, _held in batch:
                segment.end()
        return recorded

    def _record(self, numbered: list[Numbered], after: list[Hit]) -> int:
        hits = [hit for _name, hit in numbered]
        if not hits:
            return 0
        with self._opened.database.transaction() as session:
            known = [*self._before, *hits, *after]
            verdicts = self._judge.verdicts(known, lambda campaign: self._links_of(session, campaign))
            said = verdicts[len(self._before) : len(self._before) + len(hits)]
            reached = self._reached(session, hits)
            judged = [
                (name, hit, rule or ("" if reached(hit) else RobotRule.BEFORE_DELIVERY))
                for (name, hit), rule in zip(numbered, said, strict=True)
                if hit.campaign_id
            ]
            self._visits.know(session, (hit.campaign_id for _name, hit, _rule in judged))
            rows = _rows(judged, self._visits)
            if rows:
                delivery_events.record_hits(session, rows)
        self._remember(hits)
        return sum(row["details"].get(delivery_events.TIMES, 1) for row in rows)

    def _remember(self, hits: list[Hit]) -> None:
        now = hits[-1].at
        self._before = [hit for hit in (*self._before, *hits) if hit.at > now - robots.PATIENCE]
        self._judge.forget(now)

    def _links_of(self, session: Session, campaign_id: int) -> int:
        """Return how many links the letter of a campaign has; zero when it is gone."""
        if campaign_id not in self._links:
            campaign = session.get(Campaign, campaign_id)
            edition = session.get_one(Edition, campaign.edition_id) if campaign else None
            self._links[campaign_id] = len(edition.letter["links"]) if edition else 0
        return self._links[campaign_id]

    def _reached(self, session: Session, hits: list[Hit]) -> Callable[[Hit], bool]:
        """Return a function: a hit -> whether a server had accepted its letter; before, only machines see it."""
        for campaign_id in {hit.campaign_id for hit in hits} - self._begun - {0}:
            accepted = sa.select(DELIVERY.c.id).where(
                DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state.in_(_REACHED)
            )
            if session.execute(accepted.limit(1)).first() is not None:
                self._begun.add(campaign_id)
        named = {hit.delivery_id for hit in hits} - {0}
        waiting = sa.select(DELIVERY.c.id).where(DELIVERY.c.id.in_(named), DELIVERY.c.state.in_(_BEFORE))
        early = set(session.execute(waiting).scalars()) if named else set()
        return lambda hit: hit.campaign_id in self._begun and hit.delivery_id not in early


def record_left_behind(opened: Installation) -> int:
    """Record the hits that dead processes left; return how many there were."""
    return sum(Counter(opened).record(segments) for segments in spooling.left_behind(opened.settings.data))


def settle(counter: Counter, spool: Spool) -> int:
    """Record everything now: no later neighbours will come."""
    spool.turn()
    recorded = counter.record(spool.closed())
    spool.close()
    return recorded


def _numbered(segment: SpoolFile) -> Iterable[Numbered]:
    return ((f"{segment.name}:{number}", hit) for number, hit in segment.hits())


def _hits(read: Iterable[tuple[SpoolFile, list[Numbered]]]) -> list[Numbered]:
    return [one for _segment, numbered in read for one in numbered]


def _rows(judged: Iterable[tuple[str, Hit, str]], visits: Visits) -> list[dict[str, Any]]:
    """Return the rows of hits with their verdicts; those of one segment that say the same are one row, with how many.

    So whoever follows a link thousands of times a second adds a row every few seconds. The name of a row is that of its
    first hit: a segment that is read again gives the same rows.
    """
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for name, hit, rule in judged:
        said = (name.rpartition(":")[0], hit.campaign_id, hit.link, hit.delivery_id, rule)
        is_first = not rule and visits.begins(hit)
        if said in rows:
            details = rows[said]["details"]
            details[delivery_events.TIMES] = details.get(delivery_events.TIMES, 1) + 1
        else:
            rows[said] = _event(name, hit, rule)
        if is_first:
            details = rows[said]["details"]
            details[delivery_events.VISITS] = details.get(delivery_events.VISITS, 0) + 1
    return list(rows.values())


def _event(name: str, hit: Hit, rule: str) -> dict[str, Any]:
    return {
        "event_id": name,
        "kind": (EventKind.CLICKED if hit.link else EventKind.OPENED).value,
        "at": datetime.fromtimestamp(hit.at, UTC),
        "campaign_id": hit.campaign_id,
        "delivery_id": hit.delivery_id or None,
        "link": visiting.number(hit) or None,
        "robot": rule,
        "details": {delivery_events.SECOND: True} if visiting.is_second(hit) else {},
    }
