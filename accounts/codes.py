"""One-time links: for the first account, an invitation, a forgotten password, the second step of signing in.

Each serves once and expires; the database keeps what recognises its code. Refuses one that is used for another purpose.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from accounts import errors, hashing
from accounts.models import AccountLink
from runtime import bulk
from runtime.installation import Installation


class Purpose(StrEnum):
    """What a link is for."""

    FIRST_RUN = "first_run"
    INVITATION = "invitation"
    RESET = "reset"
    SECOND_STEP = "second_step"


#: How long a link serves.
TERMS = {
    Purpose.FIRST_RUN: timedelta(hours=24),
    Purpose.INVITATION: timedelta(days=7),
    Purpose.RESET: timedelta(hours=1),
    Purpose.SECOND_STEP: timedelta(minutes=10),
}


def make(opened: Installation, purpose: Purpose, user_id: int | None = None) -> str:
    """Return the code of a new link; earlier ones of this purpose and account serve no more."""
    with opened.database.transaction() as session:
        return put(session, opened, purpose, user_id)


def put(session: Session, opened: Installation, purpose: Purpose, user_id: int | None = None) -> str:
    """Do the same inside a transaction."""
    now, code = opened.clock.now(), hashing.make()
    session.execute(delete(AccountLink).where(col(AccountLink.expires_at) <= now))
    if purpose is not Purpose.SECOND_STEP:  # somebody may sign in on two devices at once
        mine = col(AccountLink.account_id).is_(None) if user_id is None else col(AccountLink.account_id) == user_id
        session.execute(delete(AccountLink).where(mine, col(AccountLink.purpose) == purpose.value))
    key, until = hashing.key(code), now + TERMS[purpose]
    session.add(AccountLink(key=key, purpose=purpose.value, account_id=user_id, expires_at=until))
    return code


def look(opened: Installation, purpose: Purpose, code: str) -> int | None:
    """Return whose link it is, without using it: a page that is only opened changes nothing.

    Raises:
        errors.LinkUnusable.
    """
    with opened.database.reading() as session:
        return look_in(session, opened, purpose, code)


def look_in(session: Session, opened: Installation, purpose: Purpose, code: str) -> int | None:
    """Do the same inside a transaction.

    Raises:
        errors.LinkUnusable.
    """
    return _found(session, opened, purpose, code).account_id


def find(session: Session, opened: Installation, purpose: Purpose, code: str) -> int | None:
    """Return whose link it is; `None` when it serves nobody."""
    try:
        return look_in(session, opened, purpose, code)
    except errors.LinkUnusable:
        return None


def use(opened: Installation, purpose: Purpose, code: str) -> int | None:
    """Return whose link it is; it serves no more.

    Raises:
        errors.LinkUnusable.
    """
    with opened.database.transaction() as session:
        return spend(session, opened, purpose, code)


def spend(session: Session, opened: Installation, purpose: Purpose, code: str) -> int | None:
    """Do the same inside a transaction.

    Raises:
        errors.LinkUnusable: also when somebody else has just used it.
    """
    found = _found(session, opened, purpose, code)
    if bulk.changed(session, delete(AccountLink).where(col(AccountLink.id) == found.id)) != 1:
        raise errors.LinkUnusable
    return found.account_id


def drop(session: Session, user_id: int) -> None:
    """Let no link of an account serve any more."""
    session.execute(delete(AccountLink).where(col(AccountLink.account_id) == user_id))


def _found(session: Session, opened: Installation, purpose: Purpose, code: str) -> AccountLink:
    wanted = select(AccountLink).where(col(AccountLink.key) == hashing.key(code))
    found = session.exec(wanted.where(col(AccountLink.purpose) == purpose.value)).one_or_none()
    if found is None or found.expires_at <= opened.clock.now():
        raise errors.LinkUnusable
    return found
