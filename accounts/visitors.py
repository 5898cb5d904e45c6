"""Whoever has signed in, as pages see them: a frozen value, made anew for each request. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from accounts import roles
from accounts.roles import Grant, Role


@dataclass(frozen=True)
class Visitor:
    """One person in one session."""

    user_id: int
    name: str
    email: str
    session_id: int
    grants: frozenset[Grant]
    #: What they chose: « light », « dark », or empty for that of the device.
    theme: str = ""
    #: The letter that they look at; `None` when they chose none.
    publication_id: int | None = None

    @property
    def actor(self) -> str:
        """Who acts, for the audit."""
        return f"user:{self.user_id}"

    def may(self, role: Role, publication_id: int | None = None) -> bool:
        """Tell whether they have a role for a letter; without a letter, for any of them."""
        return roles.holds(self.grants, role, publication_id)

    def may_everywhere(self, role: Role) -> bool:
        """Tell whether they have a role for all letters."""
        return roles.holds_everywhere(self.grants, role)
