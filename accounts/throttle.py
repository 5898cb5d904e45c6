"""How often somebody may try: five times for an account, fifty times from a network, in a quarter of an hour.

Counts before a password is looked at, so that a hundred attempts at once are not a hundred guesses; and counts the same
for addresses that nobody has. Refuses to keep an address: what is counted is hashed.
"""

from __future__ import annotations

from math import ceil

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, delete

from accounts import errors, hashing
from accounts.models import AccountAttempt
from runtime import bulk

SECONDS = 900
_OF_ACCOUNT, _OF_NETWORK = 5, 50


def account(email_key: str) -> str:
    """Return under which key attempts on an account are counted."""
    return hashing.key(f"account {email_key}")


def network(prefix: str) -> str:
    """Return under which key attempts from a network are counted."""
    return hashing.key(f"network {prefix}")


def take(session: Session, email_key: str, prefix: str, now: int) -> None:
    """Count one attempt; `now` in seconds since 1970. This machine, whose `prefix` is empty, may stand for everybody.

    Raises:
        errors.Throttled: there were too many.
    """
    session.execute(delete(AccountAttempt).where(col(AccountAttempt.since) <= now - SECONDS))
    counted = [(account(email_key), _OF_ACCOUNT), *([(network(prefix), _OF_NETWORK)] if prefix else [])]
    for key, most in counted:
        count, since = _count(session, key, now)
        if count > most:
            raise errors.Throttled(minutes=max(1, ceil((since + SECONDS - now) / 60)))


def _count(session: Session, key: str, now: int) -> tuple[int, int]:
    """Return how many attempts there were, with this one, and when the first was."""
    adding = bulk.insert(AccountAttempt, session).values(key=key, count=1, since=now)
    kept = SQLModel.metadata.tables["account_attempt"].c
    counting = adding.on_conflict_do_update(index_elements=["key"], set_={"count": kept["count"] + 1})
    row = session.execute(counting.returning(kept["count"], kept.since)).one()
    return int(row[0]), int(row[1])


def forgive(session: Session, email_key: str, prefix: str) -> None:
    """Forget the attempts on an account, and the last from its network: it was the holder."""
    forgive_account(session, email_key)
    fewer = sa.update(AccountAttempt).where(col(AccountAttempt.key) == network(prefix), col(AccountAttempt.count) > 0)
    session.execute(fewer.values(count=col(AccountAttempt.count) - 1))


def forgive_account(session: Session, email_key: str) -> None:
    """Forget the attempts on an account."""
    session.execute(delete(AccountAttempt).where(col(AccountAttempt.key) == account(email_key)))
