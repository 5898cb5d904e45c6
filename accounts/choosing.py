"""Choosing a password through a link that serves once: of an invitation, or for one that was forgotten."""

from __future__ import annotations

from sqlmodel import Session

from accounts import codes, errors, passwords, throttle, user_rows, users
from accounts.codes import Purpose
from accounts.models import Account
from accounts.user_rows import User
from runtime.installation import Installation

_PURPOSES = (Purpose.INVITATION, Purpose.RESET)


def holder(opened: Installation, code: str) -> User:
    """Return whose link it is, without using it.

    Raises:
        errors.LinkUnusable: it has served, has expired, or its holder may no longer come in.
    """
    with opened.database.reading() as session:
        return user_rows.of(session, _account(session, opened, code)[0])


def choose(opened: Installation, code: str, password: str) -> User:
    """Give the holder of the link this password; the link serves no more, all sessions end. Slow, see `passwords`.

    Whoever was told to wait need not wait any more: they have shown that the mailbox is theirs.

    Raises:
        errors.LinkUnusable, errors.PasswordRefused.
    """
    known = holder(opened, code)
    passwords.require_good(password, known.email, known.name)
    password_hash = passwords.make_hash(password)
    with opened.database.transaction() as session:
        account, purpose = _account(session, opened, code)
        codes.spend(session, opened, purpose, code)
        users.set_password(session, opened, account, password_hash, f"user:{account.id}")
        throttle.forgive_account(session, account.email_key)
        session.flush()
        return user_rows.of(session, account)


def _account(session: Session, opened: Installation, code: str) -> tuple[Account, Purpose]:
    for purpose in _PURPOSES:
        user_id = codes.find(session, opened, purpose, code)
        account = session.get(Account, user_id) if user_id is not None else None
        if account is not None and account.blocked_at is None:
            return account, purpose
    raise errors.LinkUnusable
