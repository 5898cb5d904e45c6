"""Accounts: adding one, changing it, blocking it, choosing its password, and who may do what.

Owns what an account is. Refuses two of one address, and to leave nobody who may give rights.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from accounts import codes, errors, passwords, roles, sessions
from accounts.models import Account, AccountGrant
from accounts.roles import Grant, Role
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

_LONGEST = 120


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


@dataclass(frozen=True)
class Change:
    """What somebody wants changed; `None` changes nothing."""

    name: str | None = None
    #: The roles from now on, for the letter of the change or for all.
    roles: Collection[Role] | None = None
    #: The letter to which `roles` applies; `None`: all of them. Roles for other letters stay.
    publication_id: int | None = None
    is_blocked: bool | None = None
    theme: str | None = None


def add(
    opened: Installation,
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    actor: str,
    publication_id: int | None = None,
    password: str | None = None,
) -> User:
    """Add an account. Slow when there is a password, see `passwords`.

    Raises:
        errors.AccountExists, errors.AccountRefused, errors.PasswordRefused.
    """
    password_hash = _hashed(password, email, name) if password is not None else None
    with opened.database.transaction() as session:
        made = make(session, opened, email=email, name=name, grants=[Grant(one, publication_id) for one in roles],
                    actor=actor)  # fmt: skip
        made.password_hash = password_hash
        session.flush()
        return _user(session, made)


def make(
    session: Session, opened: Installation, *, email: str, name: str, grants: Collection[Grant], actor: str
) -> Account:
    """Add an account without a password, inside a transaction.

    Raises:
        errors.AccountExists, errors.AccountRefused.
    """
    if not grants:
        raise errors.AccountRefused(field="roles", reason=_("il faut au moins un droit"))
    key, now = email_key(email), opened.clock.now()
    if session.exec(select(Account.id).where(col(Account.email_key) == key)).first() is not None:
        raise errors.AccountExists(field="email", reason=_("un compte a déjà cette adresse"))
    made = Account(email=_email(email), email_key=key, name=_name(name), made_at=now)
    session.add(made)
    session.flush()
    assert made.id is not None
    _grant(session, made.id, grants)
    audit.record(session, now, actor, "account.added", id=made.id, roles=_audited(grants))
    return made


def any_(opened: Installation) -> bool:
    """Tell whether there is an account."""
    with opened.database.reading() as session:
        return session.exec(select(Account.id).limit(1)).first() is not None


def listed(opened: Installation) -> tuple[User, ...]:
    """Return every account, by name."""
    with opened.database.reading() as session:
        rows = session.exec(select(Account).order_by(col(Account.name), col(Account.id))).all()
        return tuple(_user(session, one) for one in rows)


def show(opened: Installation, user_id: int) -> User:
    """Return one account.

    Raises:
        errors.AccountUnknown.
    """
    with opened.database.reading() as session:
        return _user(session, numbered(session, user_id))


def by_email(opened: Installation, email: str) -> User:
    """Return the account that has an address.

    Raises:
        errors.AccountUnknown.
    """
    with opened.database.reading() as session:
        return _user(session, addressed(session, email))


def set_(opened: Installation, user_id: int, change: Change, actor: str) -> User:
    """Change an account; when its roles change or it is blocked, its sessions end.

    Raises:
        errors.AccountUnknown, errors.AccountRefused, errors.LastAdministrator.
    """
    with opened.database.transaction() as session:
        account, now = numbered(session, user_id), opened.clock.now()
        before = _user(session, account)
        if change.name is not None:
            account.name = _name(change.name)
        if change.theme is not None:
            account.theme = _theme(change.theme)
        if change.is_blocked is not None and change.is_blocked is not before.is_blocked:
            account.blocked_at = now if change.is_blocked else None
        if change.roles is not None:
            kept = [one for one in before.grants if one.publication_id != change.publication_id]
            _grant(session, user_id, [*kept, *(Grant(one, change.publication_id) for one in change.roles)])
        session.flush()
        after = _user(session, account)
        _follow(session, opened, before, after, actor)
        return after


def set_password(
    session: Session, opened: Installation, account: Account, password_hash: str, actor: str, *, but: int | None = None
) -> None:
    """Give an account another password: its links serve no more, its sessions end, but one that may stay."""
    assert account.id is not None
    account.password_hash = password_hash
    session.add(account)
    codes.drop(session, account.id)
    sessions.end_all(session, account.id, but=but)
    audit.record(session, opened.clock.now(), actor, "account.password_set", id=account.id)


def choose_password(
    opened: Installation, user_id: int, password: str, actor: str, *, session_id: int | None = None
) -> None:
    """Give an account another password; its sessions end, but one that may stay. Slow, see `passwords`.

    Raises:
        errors.AccountUnknown, errors.PasswordRefused.
    """
    known = show(opened, user_id)
    password_hash = _hashed(password, known.email, known.name)
    with opened.database.transaction() as session:
        set_password(session, opened, numbered(session, user_id), password_hash, actor, but=session_id)


def who_may(opened: Installation, role: Role, publication_id: int | None = None) -> tuple[str, ...]:
    """Return the names of those who have a role for a letter (or for any), sorted: whom to ask."""
    return tuple(
        one.name for one in listed(opened) if not one.is_blocked and roles.holds(one.grants, role, publication_id)
    )


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
    return _email(email).casefold()


def _email(email: str) -> str:
    return unicodedata.normalize("NFC", email.strip())


def _name(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > _LONGEST or not said.isprintable():
        reason = _("un nom d’une ligne est attendu, de {n} signes au plus").format(n=_LONGEST)
        raise errors.AccountRefused(field="name", reason=reason)
    return said


def _theme(theme: str) -> str:
    if theme not in ("", "light", "dark"):
        raise errors.AccountRefused(field="theme", reason=_("clair, sombre, ou comme l’appareil"))
    return theme


def _hashed(password: str, email: str, name: str) -> str:
    passwords.require_good(password, email, name)
    return passwords.make_hash(password)


def _grant(session: Session, user_id: int, grants: Collection[Grant]) -> None:
    session.execute(delete(AccountGrant).where(col(AccountGrant.account_id) == user_id))
    for one in sorted(set(grants), key=_order):
        session.add(AccountGrant(account_id=user_id, role=one.role.value, publication_id=one.publication_id))


def _follow(session: Session, opened: Installation, before: User, after: User, actor: str) -> None:
    """Do and record what follows from a change."""
    if before == after:
        return
    has_lost = before.grants != after.grants or (after.is_blocked and not before.is_blocked)
    if has_lost:
        _require_administrator(session, was=_administers(before))
        sessions.end_all(session, after.id)
    if after.is_blocked:
        codes.drop(session, after.id)
    facts: dict[str, Any] = {"id": after.id}
    if before.grants != after.grants:
        audit.record(session, opened.clock.now(), actor, "account.roles_set", **facts, roles=_audited(after.grants))
    if before.is_blocked is not after.is_blocked:
        act = "account.blocked" if after.is_blocked else "account.unblocked"
        audit.record(session, opened.clock.now(), actor, act, **facts)
    if before.name != after.name:
        audit.record(session, opened.clock.now(), actor, "account.renamed", **facts)


def _administers(user: User) -> bool:
    return not user.is_blocked and roles.holds_everywhere(user.grants, Role.ADMINISTER)


def _require_administrator(session: Session, *, was: bool) -> None:
    if was and not any(_administers(_user(session, one)) for one in session.exec(select(Account))):
        raise errors.LastAdministrator


def _audited(grants: Collection[Grant]) -> list[list[Any]]:
    return [[one.role.value, one.publication_id] for one in sorted(grants, key=_order)]


def _order(grant: Grant) -> tuple[int, int]:
    return grant.publication_id or 0, list(Role).index(grant.role)


def _user(session: Session, account: Account) -> User:
    assert account.id is not None
    rows = session.exec(select(AccountGrant).where(col(AccountGrant.account_id) == account.id))
    grants = sorted((Grant(Role(one.role), one.publication_id) for one in rows), key=_order)
    return User(
        account.id, account.email, account.name, tuple(grants), account.blocked_at is not None,
        account.password_hash is not None, account.totp_sealed is not None, account.made_at,
    )  # fmt: skip
