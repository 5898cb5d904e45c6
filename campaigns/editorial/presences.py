"""Who has what open to write in it (« Marie écrit ici depuis 2 minutes »). Keeps no history: who left is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from campaigns.editorial.models import Presence
from runtime.installation import Installation

#: A page says every fifteen seconds that it is still open.
GONE = timedelta(seconds=45)


@dataclass(frozen=True)
class Other:
    """Somebody else who writes here."""

    name: str
    #: Whole minutes.
    minutes: int


def here(opened: Installation, place: str, actor: str, name: str) -> tuple[Other, ...]:
    """Say that somebody has a place open (`item:12`); return who else has, who came first first."""
    now = opened.clock.now()
    with opened.database.transaction() as session:
        session.execute(delete(Presence).where(col(Presence.seen) < now - GONE))
        mine = session.get(Presence, (place, actor)) or Presence(
            place=place, actor=actor, name=name, since=now, seen=now
        )
        mine.seen, mine.name = now, name
        session.add(mine)
        return _others(session, place, actor, now)


def others(opened: Installation, place: str, actor: str) -> tuple[Other, ...]:
    """Return who else has a place open."""
    with opened.database.reading() as session:
        return _others(session, place, actor, opened.clock.now())


def left(opened: Installation, place: str, actor: str) -> None:
    """Say that somebody closed a place."""
    with opened.database.transaction() as session:
        session.execute(delete(Presence).where(col(Presence.place) == place, col(Presence.actor) == actor))


def _others(session: Session, place: str, actor: str, now: datetime) -> tuple[Other, ...]:
    query = select(Presence).where(Presence.place == place, Presence.actor != actor, col(Presence.seen) >= now - GONE)
    found = session.exec(query.order_by(col(Presence.since)))
    return tuple(Other(one.name, int((now - one.since).total_seconds()) // 60) for one in found)
