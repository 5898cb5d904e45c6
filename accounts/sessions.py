"""Sessions: who is signed in, on which device, since when. The browser keeps a token, the database its SHA-256.

A session ends after a week without a page, after a month in any case, and at once when the password or the roles of its
account change. Refuses sessions of accounts that are blocked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, delete, select

from accounts import devices, errors, hashing, networks
from accounts.models import Account, AccountGrant, AccountSession
from accounts.roles import Grant, Role
from accounts.visitors import Visitor
from runtime import audit, bulk
from runtime.installation import Installation

IDLE, LONGEST = timedelta(days=7), timedelta(days=30)
#: `seen` is as precise as this: a page that is only read need not write each time.
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Listed:
    """One session of somebody."""

    id: int
    device: str
    network: str
    began_at: datetime
    seen_at: datetime


def begin(opened: Installation, user_id: int, *, device: str, network: str) -> str:
    """Return the token of a new session; `device` is the browser's `User-Agent`, `network` an address."""
    now, token = opened.clock.now(), hashing.make()
    words, prefix = devices.words(device), networks.prefix(network)
    with opened.database.transaction() as session:
        session.execute(delete(AccountSession).where(_is_over(now)))
        session.add(
            AccountSession(
                key=hashing.key(token), account_id=user_id, began_at=now, seen_at=now, network=prefix, device=words
            )
        )
        audit.record(session, now, f"user:{user_id}", "account.signed_in", id=user_id, device=words)
    return token


def visitor(opened: Installation, token: str) -> Visitor | None:
    """Return who shows this token; `None` when the session is over. One query; runs for every page."""
    now = opened.clock.now()
    with opened.database.reading() as session:
        rows = session.execute(_WHO, {"key": hashing.key(token)}).all()
    if not rows or _has_ended(rows[0].began_at, rows[0].seen_at, now):
        return None
    first = rows[0]
    if now - first.seen_at >= _MINUTE:
        with opened.database.transaction() as session:
            seen = sa.update(AccountSession).where(col(AccountSession.id) == first.session_id)
            session.execute(seen.values(seen_at=now))
    grants = frozenset(Grant(Role(row.role), row.granted) for row in rows if row.role is not None)
    return Visitor(first.user_id, first.name, first.email, first.session_id, grants, first.theme, first.publication_id)


def end(opened: Installation, token: str) -> None:
    """End a session; one that is over already stays so."""
    with opened.database.transaction() as session:
        session.execute(delete(AccountSession).where(col(AccountSession.key) == hashing.key(token)))


def listed(opened: Installation, user_id: int) -> tuple[Listed, ...]:
    """Return the sessions of somebody, the one used last first."""
    mine = select(AccountSession).where(col(AccountSession.account_id) == user_id, ~_is_over(opened.clock.now()))
    with opened.database.reading() as session:
        rows = session.exec(mine.order_by(col(AccountSession.seen_at).desc(), col(AccountSession.id).desc()))
        return tuple(Listed(one.id or 0, one.device, one.network, one.began_at, one.seen_at) for one in rows)


def revoke(opened: Installation, user_id: int, session_id: int, actor: str) -> None:
    """End one session of an account.

    Raises:
        errors.SessionUnknown: it is over, or of another account.
    """
    with opened.database.transaction() as session:
        mine = col(AccountSession.account_id) == user_id, col(AccountSession.id) == session_id
        if bulk.changed(session, delete(AccountSession).where(*mine)) != 1:
            raise errors.SessionUnknown
        audit.record(session, opened.clock.now(), actor, "account.session_closed", id=user_id, number=session_id)


def revoke_all(opened: Installation, user_id: int, actor: str) -> None:
    """End every session of an account, that of whoever asks for it too."""
    with opened.database.transaction() as session:
        end_all(session, user_id)
        audit.record(session, opened.clock.now(), actor, "account.sessions_closed", id=user_id)


def end_all(session: Session, user_id: int, *, but: int | None = None) -> None:
    """End every session of an account, but one that may stay."""
    others = delete(AccountSession).where(col(AccountSession.account_id) == user_id)
    session.execute(others if but is None else others.where(col(AccountSession.id) != but))


def choose(opened: Installation, session_id: int, publication_id: int | None) -> None:
    """Remember which letter a visitor looks at."""
    with opened.database.transaction() as session:
        mine = sa.update(AccountSession).where(col(AccountSession.id) == session_id)
        session.execute(mine.values(publication_id=publication_id))


def _has_ended(began_at: datetime, seen_at: datetime, now: datetime) -> bool:
    return now - began_at >= LONGEST or now - seen_at >= IDLE


def _is_over(now: datetime) -> sa.ColumnElement[bool]:
    return (col(AccountSession.began_at) <= now - LONGEST) | (col(AccountSession.seen_at) <= now - IDLE)


_WHO: Any = (
    sa.select(
        col(AccountSession.id).label("session_id"),
        col(AccountSession.began_at),
        col(AccountSession.seen_at),
        col(AccountSession.publication_id),
        col(Account.id).label("user_id"),
        col(Account.name),
        col(Account.email),
        col(Account.theme),
        col(AccountGrant.role),
        col(AccountGrant.publication_id).label("granted"),
    )
    .join(Account, col(Account.id) == col(AccountSession.account_id))
    .outerjoin(AccountGrant, col(AccountGrant.account_id) == col(Account.id))
    .where(col(AccountSession.key) == sa.bindparam("key"), col(Account.blocked_at).is_(None))
)
