"""Who visits the console, and what a page asks of them: the annotations that routes take.

`Reads`, `Writes`… name the right that a page needs; the test of the role matrix reads it from there. Refuses whoever
is signed out, and names whom to ask for a right that is missing.
"""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import Depends, Request

from accounts import roles, users
from accounts.roles import Role
from accounts.visitors import Visitor
from runtime.language import _
from web import errors


class May:
    """Lets a visitor in who has a right for some publication; where one is named, the page asks `require` too."""

    def __init__(self, role: Role) -> None:
        self.role = role

    async def __call__(self, request: Request) -> Visitor:
        """Return the visitor.

        Raises:
            errors.SignedOut, errors.RightMissing.
        """
        found = present(request)
        if found is None:
            raise errors.SignedOut(path=request.url.path)
        if not found.may(self.role):
            await anyio.to_thread.run_sync(_refuse, request, self.role, None)
        return found


def present(request: Request) -> Visitor | None:
    """Return who is signed in; `None` without a session."""
    found: Visitor | None = request.scope.get("visitor")
    return found


def require(request: Request, visitor: Visitor, role: Role, publication_id: int | None) -> None:
    """Let a visitor act on what belongs to one publication.

    Raises:
        errors.RightMissing.
    """
    if not visitor.may(role, publication_id):
        _refuse(request, role, publication_id)


def require_everywhere(request: Request, visitor: Visitor, role: Role) -> None:
    """Let a visitor act on what all publications share.

    Raises:
        errors.RightMissing.
    """
    if not visitor.may_everywhere(role):
        _refuse(request, role, None)


def whom_to_ask(request: Request, role: Role, publication_id: int | None = None) -> tuple[str, ...]:
    """Return the names of those who have a right."""
    return users.who_may(request.app.state.installation, role, publication_id)


def _refuse(request: Request, role: Role, publication_id: int | None) -> None:
    raise errors.RightMissing(right=_(roles.NAMES[role]), names=whom_to_ask(request, role, publication_id))


Reads = Annotated[Visitor, Depends(May(Role.READ))]
Writes = Annotated[Visitor, Depends(May(Role.WRITE))]
Approves = Annotated[Visitor, Depends(May(Role.APPROVE))]
Sends = Annotated[Visitor, Depends(May(Role.SEND))]
Administers = Annotated[Visitor, Depends(May(Role.ADMINISTER))]
Protects = Annotated[Visitor, Depends(May(Role.PROTECT))]
#: A page for whoever comes, signed in or not.
Anybody = Annotated[Visitor | None, Depends(present)]
