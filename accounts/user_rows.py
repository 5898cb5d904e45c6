"""What is kept of an account, as one frozen value, and how its row is found. Refuses to change more than its rights."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from accounts import errors
from accounts.models import Account, AccountGrant
from accounts.roles import Grant, Role


@dataclass(frozen=True)
class User:
    """One account."""

    id: int
    email: str
    name: str
    #: Sorted.
    grants: tuple[Grant, ...]
    is_blocked: bool
    has_password: bool
    #: Whether signing in asks for a code too.
    has_codes: bool
    made_at: datetime


def numbered(session: Session, user_id: int) -> Account:
    """Return the row of an account.

    Raises:
        errors.AccountUnknown.
    """
    found = session.get(Account, user_id)
    if found is None:
        raise errors.AccountUnknown
    return found


def addressed(session: Session, email: str) -> Account:
    """Return the row of the account that has an address.

    Raises:
        errors.AccountUnknown.
    """
    found = session.exec(select(Account).where(col(Account.email_key) == email_key(email))).one_or_none()
    if found is None:
        raise errors.AccountUnknown
    return found


def email_key(email: str) -> str:
    """Return what an account is found by: people write their address as it comes."""
    return spelled(email).casefold()


def spelled(email: str) -> str:
    """Return an address as it is kept."""
    return unicodedata.normalize("NFC", email.strip())


def grant(session: Session, user_id: int, grants: Collection[Grant]) -> None:
    """Replace all rights of an account."""
    session.execute(delete(AccountGrant).where(col(AccountGrant.account_id) == user_id))
    for one in sorted(set(grants), key=_order):
        session.add(AccountGrant(account_id=user_id, role=one.role.value, publication_id=one.publication_id))


def audited(grants: Collection[Grant]) -> list[list[Any]]:
    """Return rights as the audit keeps them: role and letter, `None` for all letters."""
    return [[one.role.value, one.publication_id] for one in sorted(grants, key=_order)]


def _order(grant: Grant) -> tuple[int, int]:
    return grant.publication_id or 0, list(Role).index(grant.role)


def of(session: Session, account: Account) -> User:
    """Return what is shown of an account."""
    assert account.id is not None
    rows = session.exec(select(AccountGrant).where(col(AccountGrant.account_id) == account.id))
    grants = sorted((Grant(Role(one.role), one.publication_id) for one in rows), key=_order)
    return User(
        account.id, account.email, account.name, tuple(grants), account.blocked_at is not None,
        account.password_hash is not None, account.totp_sealed is not None, account.made_at,
    )  # fmt: skip
