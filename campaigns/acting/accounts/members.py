"""Adding and changing accounts, with addresses that a message can reach, and letters by their name.

Owns what an administrator asks for. Refuses what `lists.addresses` and `accounts.users` refuse.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from accounts import codes, users
from accounts.codes import Purpose
from accounts.errors import AccountRefused
from accounts.roles import Role
from accounts.user_rows import User
from accounts.users import Change
from campaigns.editorial import publications
from lists import addresses
from lists.errors import AddressRefused
from runtime.installation import Installation

#: Where a link leads: the same page for an invitation and for a password that was forgotten.
PATH = "/invitation/"


@dataclass(frozen=True)
class Member:
    """An account, with the names of its letters."""

    user: User
    #: Role and the name of the letter, `None` for all.
    roles: tuple[tuple[Role, str | None], ...]
    #: Where the holder chooses a password, once; `None` when no link was asked for.
    link: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais users` promises."""
        shown = {
            "email": self.user.email,
            "name": self.user.name,
            "roles": [{"role": role.value, "publication": name} for role, name in self.roles],
            "blocked": self.user.is_blocked,
            "password": self.user.has_password,
            "codes": self.user.has_codes,
        }
        return shown | ({"link": self.link} if self.link else {})


def add(
    opened: Installation,
    *,
    email: str,
    name: str | None,
    roles: Collection[Role],
    actor: str,
    publication: str | None = None,
    password: str | None = None,
) -> Member:
    """Add an account; without a password, with a link by which its holder chooses one. Slow with a password.

    Raises:
        accounts.errors.AccountExists, AccountRefused, PasswordRefused; campaigns.errors.PublicationUnknown.
    """
    shown = address(email)
    made = users.add(
        opened,
        email=shown,
        name=name or shown.partition("@")[0],
        roles=roles,
        publication_id=_publication(opened, publication),
        password=password,
        actor=actor,
    )
    return _member(opened, made, link=None if password is not None else link(opened, made.id, Purpose.INVITATION))


def change(
    opened: Installation,
    email: str,
    *,
    actor: str,
    name: str | None = None,
    roles: Collection[Role] | None = None,
    publication: str | None = None,
    is_blocked: bool | None = None,
    password: str | None = None,
    with_link: bool = False,
) -> Member:
    """Change an account; `None` changes nothing.

    Raises:
        accounts.errors.AccountUnknown, AccountRefused, PasswordRefused, LastAdministrator;
        campaigns.errors.PublicationUnknown.
    """
    found = users.by_email(opened, email)
    asked = Change(name, roles, _publication(opened, publication), is_blocked=is_blocked)
    changed = users.set_(opened, found.id, asked, actor)
    if password is not None:
        users.choose_password(opened, found.id, password, actor)
    made = link(opened, found.id, Purpose.RESET) if with_link else None
    return _member(opened, users.show(opened, changed.id), link=made)


def letters(opened: Installation) -> tuple[tuple[int, str], ...]:
    """Return the number and the name of each letter, the oldest first: rights may hold for one of them."""
    with opened.database.reading() as session:
        return tuple((one.id or 0, one.name) for one in publications.everything(session))


def show(opened: Installation, user_id: int) -> Member:
    """Return one account.

    Raises:
        accounts.errors.AccountUnknown.
    """
    return _member(opened, users.show(opened, user_id))


def listed(opened: Installation) -> tuple[Member, ...]:
    """Return every account, by name."""
    return tuple(_member(opened, one) for one in users.listed(opened))


def link(opened: Installation, user_id: int, purpose: Purpose) -> str:
    """Return a new address where somebody chooses a password, once."""
    with opened.database.transaction() as session:
        return link_in(session, opened, user_id, purpose)


def link_in(session: Session, opened: Installation, user_id: int, purpose: Purpose) -> str:
    """Do the same inside a transaction."""
    return f"{opened.settings.base_url}{PATH}{codes.put(session, opened, purpose, user_id)}"


def _member(opened: Installation, user: User, *, link: str | None = None) -> Member:
    with opened.database.reading() as session:
        names = {one.id: one.name for one in publications.everything(session)}
    held = tuple((one.role, names.get(one.publication_id) if one.publication_id else None) for one in user.grants)
    return Member(user, held, link)


def _publication(opened: Installation, name: str | None) -> int | None:
    """Return the number of the letter; `None` for all of them, which is what no name means here."""
    if name is None:
        return None
    with opened.database.reading() as session:
        return publications.chosen(session, name).id


def address(email: str) -> str:
    """Return an address as people write it, if a message can be sent to it.

    Raises:
        accounts.errors.AccountRefused.
    """
    try:
        return addresses.parse(email).shown
    except AddressRefused as refused:
        raise AccountRefused(field="email", reason=refused.reason) from None
