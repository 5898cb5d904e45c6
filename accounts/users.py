"""Accounts: adding one, changing it, blocking it, choosing its password, and who may do what.

Owns what an account is. Refuses two of one address, and to leave nobody who may give rights.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from accounts import codes, errors, passwords, roles, sessions, user_rows
from accounts.models import Account
from accounts.roles import Grant, Role
from accounts.user_rows import User
from runtime import audit
from runtime.installation import Installation
from runtime.language import _

_LONGEST = 120


@dataclass(frozen=True)
class Change:
    """What somebody wants changed; `None` changes nothing."""

    name: str | None = None
    #: The roles from now on, for the letter of the change or for all.
    roles: Collection[Role] | None = None
    #: The letter to which `roles` applies; `None`: all of them. Roles for other letters stay.
    publication_id: int | None = None
    #: All rights from now on, whatever the letter; replaces `roles`.
    grants: Collection[Grant] | None = None
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
        return user_rows.of(session, made)


def make(
    session: Session, opened: Installation, *, email: str, name: str, grants: Collection[Grant], actor: str
) -> Account:
    """Add an account without a password, inside a transaction.

    Raises:
        errors.AccountExists, errors.AccountRefused.
    """
    if not grants:
        raise errors.AccountRefused(field="roles", reason=_("il faut au moins un droit"))
    key, now = user_rows.email_key(email), opened.clock.now()
    if session.exec(select(Account.id).where(col(Account.email_key) == key)).first() is not None:
        raise errors.AccountExists(field="email", reason=_("un compte a déjà cette adresse"))
    made = Account(email=user_rows.spelled(email), email_key=key, name=_name(name), made_at=now)
    session.add(made)
    session.flush()
    assert made.id is not None
    user_rows.grant(session, made.id, grants)
    audit.record(session, now, actor, "account.added", id=made.id, roles=user_rows.audited(grants))
    return made


def any_(opened: Installation) -> bool:
    """Tell whether there is an account."""
    with opened.database.reading() as session:
        return session.exec(select(Account.id).limit(1)).first() is not None


def listed(opened: Installation) -> tuple[User, ...]:
    """Return every account, by name."""
    with opened.database.reading() as session:
        rows = session.exec(select(Account).order_by(col(Account.name), col(Account.id))).all()
        return tuple(user_rows.of(session, one) for one in rows)


def show(opened: Installation, user_id: int) -> User:
    """Return one account.

    Raises:
        errors.AccountUnknown.
    """
    with opened.database.reading() as session:
        return user_rows.of(session, user_rows.numbered(session, user_id))


def by_email(opened: Installation, email: str) -> User:
    """Return the account that has an address.

    Raises:
        errors.AccountUnknown.
    """
    with opened.database.reading() as session:
        return user_rows.of(session, user_rows.addressed(session, email))


def set_(opened: Installation, user_id: int, change: Change, actor: str) -> User:
    """Change an account; when its roles change or it is blocked, its sessions end.

    Raises:
        errors.AccountUnknown, errors.AccountRefused, errors.LastAdministrator.
    """
    with opened.database.transaction() as session:
        account, now = user_rows.numbered(session, user_id), opened.clock.now()
        before = user_rows.of(session, account)
        if change.name is not None:
            account.name = _name(change.name)
        if change.theme is not None:
            account.theme = _theme(change.theme)
        if change.is_blocked is not None and change.is_blocked is not before.is_blocked:
            account.blocked_at = now if change.is_blocked else None
        if change.grants is not None:
            user_rows.grant(session, user_id, change.grants)
        elif change.roles is not None:
            kept = [one for one in before.grants if one.publication_id != change.publication_id]
            user_rows.grant(session, user_id, [*kept, *(Grant(one, change.publication_id) for one in change.roles)])
        session.flush()
        after = user_rows.of(session, account)
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
        set_password(session, opened, user_rows.numbered(session, user_id), password_hash, actor, but=session_id)


def who_may(opened: Installation, role: Role, publication_id: int | None = None) -> tuple[str, ...]:
    """Return the names of those who have a role for a letter (or for any), sorted: whom to ask."""
    return tuple(
        one.name for one in listed(opened) if not one.is_blocked and roles.holds(one.grants, role, publication_id)
    )


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
        audit.record(
            session, opened.clock.now(), actor, "account.roles_set", **facts, roles=user_rows.audited(after.grants)
        )
    if before.is_blocked is not after.is_blocked:
        act = "account.blocked" if after.is_blocked else "account.unblocked"
        audit.record(session, opened.clock.now(), actor, act, **facts)
    if before.name != after.name:
        audit.record(session, opened.clock.now(), actor, "account.renamed", **facts)


def _administers(user: User) -> bool:
    return not user.is_blocked and roles.holds_everywhere(user.grants, Role.ADMINISTER)


def _require_administrator(session: Session, *, was: bool) -> None:
    if was and not any(_administers(user_rows.of(session, one)) for one in session.exec(select(Account))):
        raise errors.LastAdministrator
