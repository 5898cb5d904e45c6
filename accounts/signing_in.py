"""Signing in: an address and a password, and a code where the account asks for one.

Answers with the same words, after the same time, whether or not somebody has the address. Refuses who tries too often,
before the password is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from accounts import codes, errors, networks, passwords, second_step, throttle, user_rows
from accounts.codes import Purpose
from accounts.models import Account
from runtime.installation import Installation
from runtime.language import _


@dataclass(frozen=True)
class SignedIn:
    """Who may come in."""

    user_id: int
    name: str


def by_password(opened: Installation, email: str, password: str, *, network: str, code: str = "") -> SignedIn:
    """Return who has this address and this password. Slow, see `passwords`: call it in a thread.

    Raises:
        errors.Throttled, errors.WrongCredentials, errors.WrongCode.
        errors.CodeNeeded: the account asks for a code; its `ticket` goes to `by_code`.
    """
    key, prefix = user_rows.email_key(email), networks.prefix(network)
    with opened.database.transaction() as session:
        throttle.take(session, key, prefix, opened.clock.epoch())
        account = session.exec(select(Account).where(col(Account.email_key) == key)).one_or_none()
    has_fitted = passwords.fits(account.password_hash if account else None, password)
    if account is None or not has_fitted or account.blocked_at is not None:
        raise errors.WrongCredentials
    assert account.id is not None
    _renew(opened, account, password)
    if account.totp_sealed is not None and not code:
        with opened.database.transaction() as session:
            throttle.forgive(session, key, prefix)
            ticket = codes.put(session, opened, Purpose.SECOND_STEP, account.id)
        raise errors.CodeNeeded(ticket=ticket)
    with opened.database.transaction() as session:
        throttle.forgive(session, key, prefix)
        return _let_in(session, opened, account.id, code)


def by_code(opened: Installation, ticket: str, code: str, *, network: str) -> SignedIn:
    """Return who has given the right password a moment ago, and now the right code.

    Raises:
        errors.LinkUnusable: the ticket has expired: begin anew.
        errors.Throttled, errors.WrongCode.
    """
    prefix = networks.prefix(network)
    with opened.database.transaction() as session:
        user_id = codes.look_in(session, opened, Purpose.SECOND_STEP, ticket)
        assert user_id is not None
        step = f"code {user_id}"  # counted apart: each right password would forgive the wrong codes
        throttle.take(session, step, prefix, opened.clock.epoch())
    with opened.database.transaction() as session:
        codes.spend(session, opened, Purpose.SECOND_STEP, ticket)
        throttle.forgive(session, step, prefix)
        return _let_in(session, opened, user_id, code)


def confirm(opened: Installation, user_id: int, password: str) -> None:
    """Have whoever is signed in give their password once more. Slow, see `passwords`.

    Raises:
        errors.AccountUnknown, errors.Throttled.
        errors.AccountRefused: it is another (`field` is `current`).
    """
    with opened.database.transaction() as session:
        account = user_rows.numbered(session, user_id)
        throttle.take(session, f"confirm {user_id}", "", opened.clock.epoch())
    if not passwords.fits(account.password_hash, password):
        raise errors.AccountRefused(field="current", reason=_("ce n’est pas votre mot de passe actuel"))
    with opened.database.transaction() as session:
        throttle.forgive_account(session, f"confirm {user_id}")


def _let_in(session: Session, opened: Installation, user_id: int, code: str) -> SignedIn:
    account = user_rows.numbered(session, user_id)
    if account.blocked_at is not None:
        raise errors.WrongCredentials
    if account.totp_sealed is not None:
        second_step.require(session, opened, account, code)
    return SignedIn(user_id, account.name)


def _renew(opened: Installation, account: Account, password: str) -> None:
    """Keep the password as today's parameters ask."""
    if account.password_hash and passwords.is_outdated(account.password_hash):
        renewed = passwords.make_hash(password)
        with opened.database.transaction() as session:
            user_rows.numbered(session, account.id or 0).password_hash = renewed
