"""The readers whom a visitor may look at: those of the letters for which they have the right."""

from __future__ import annotations

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import readerships
from campaigns.acting.people.readerships import Readership
from lists.permission.scopes import Scope
from runtime.installation import Installation


def readers(opened: Installation, visitor: Visitor, role: Role = Role.READ) -> list[Readership]:
    """Return the readerships for which the visitor has a right; the one they look at comes first."""
    mine = [one for one in readerships.known(opened) if visitor.may(role, one.publication_id)]
    return sorted(mine, key=lambda one: one.publication_id != visitor.publication_id)


def scope(opened: Installation, visitor: Visitor, role: Role = Role.READ) -> Scope:
    """Return the people whom the visitor may look at, or with another right may change."""
    return readerships.scope(readers(opened, visitor, role), everywhere=visitor.may_everywhere(role))
