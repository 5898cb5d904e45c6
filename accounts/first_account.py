"""The first account of an installation: whoever opens it by the link of the server has every right.

Refuses as soon as there is an account: the others are invited by it.
"""

from __future__ import annotations

from sqlmodel import select

from accounts import codes, errors, passwords, users
from accounts.codes import Purpose
from accounts.models import Account
from accounts.roles import Grant, Role
from runtime.installation import Installation


def link(opened: Installation) -> str | None:
    """Return a new code for the first account, while there is none; earlier codes serve no more."""
    return None if users.any_(opened) else codes.make(opened, Purpose.FIRST_RUN)


def found(opened: Installation, code: str, *, email: str, name: str, password: str) -> int:
    """Make the first account, and return its number. Slow, see `passwords`.

    Raises:
        errors.LinkUnusable: also when there is an account.
        errors.AccountRefused, errors.PasswordRefused.
    """
    codes.look(opened, Purpose.FIRST_RUN, code)
    passwords.require_good(password, email, name)
    password_hash = passwords.make_hash(password)
    with opened.database.transaction() as session:
        codes.spend(session, opened, Purpose.FIRST_RUN, code)
        if session.exec(select(Account.id).limit(1)).first() is not None:
            raise errors.LinkUnusable
        made = users.make(
            session, opened, email=email, name=name, grants=[Grant(one) for one in Role], actor="first_run"
        )  # fmt: skip
        made.password_hash = password_hash
        session.flush()
        assert made.id is not None
        return made.id
