"""The links of a draft: which there are, what is known of them, and following the unknown ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.checking import draft_texts
from campaigns.checking.links.link_states import FollowedLink, LinkState
from campaigns.checking.links.redirects import Visitor
from campaigns.checking.models import LinkVisit
from campaigns.editorial.snapshots import Snapshot
from runtime.installation import Installation

#: A page found alive counts for a day. A dead one is always visited again: it may have been repaired.
_FRESH = timedelta(days=1)
#: Without network access, results of the last week still count.
_KEPT = timedelta(days=7)
_WORTH_KEEPING = frozenset({LinkState.ALIVE, LinkState.DEAD})


def visitor(opened: Installation, *, offline: bool = False) -> Visitor | None:
    """Return the visitor that follows links; `None` when offline, switched off, or in a demo (invented links)."""
    given = opened.settings
    if offline or given.is_demo or not given.check_links:
        return None
    return Visitor(opened.resolver)


def follow(opened: Installation, snapshot: Snapshot, visits_by: Visitor | None) -> tuple[FollowedLink, ...]:
    """Return what the links of a snapshot lead to; without a visitor, what is known of them.

    What is found is remembered. No transaction is open while sites are asked.
    """
    wanted = list(dict.fromkeys(_links(snapshot)))
    now = opened.clock.now()
    with opened.database.reading() as session:
        known = {visit.url: visit for visit in _known(session, wanted, now - (_FRESH if visits_by else _KEPT))}
    if visits_by is None:
        return tuple(known[url] for url in wanted if url in known)
    fresh = {url: visit for url, visit in known.items() if visit.outcome is LinkState.ALIVE}
    made = visits_by.visit_all([url for url in wanted if url not in fresh])
    with opened.database.transaction() as session:
        _remember(session, made, now)
    found = fresh | {visit.url: visit for visit in made}
    return tuple(found[url] for url in wanted)


def _links(snapshot: Snapshot) -> Iterator[str]:
    """Yield the web addresses that a letter leads to, its own pages left out."""
    sites = (partner.url for partner in snapshot.partners if partner.url)
    for url in (*(spot.url for spot in draft_texts.spots(snapshot)), *sites):
        if url.startswith(("http://", "https://")) and not url.startswith(f"{snapshot.base_url}/"):
            yield url


def _known(session: Session, urls: Sequence[str], since: datetime) -> Iterator[FollowedLink]:
    rows = session.exec(select(LinkVisit).where(col(LinkVisit.url).in_(urls), col(LinkVisit.at) >= since))
    return (FollowedLink(row.url, LinkState(row.outcome), row.reason) for row in rows)


def _remember(session: Session, visits: Sequence[FollowedLink], now: datetime) -> None:
    session.execute(delete(LinkVisit).where(col(LinkVisit.at) < now - _KEPT))
    for visit in visits:
        if visit.outcome in _WORTH_KEEPING:
            session.merge(LinkVisit(url=visit.url, outcome=visit.outcome.value, reason=visit.reason, at=now))
