"""The rights on one file and on one import: those that the visitor has for the letter whose readers it brings."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import Depends, Request

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.importing import receiving, results
from web.console import visitors


class _MayHere(visitors.May):
    """Lets a visitor in who has a right for the letter of the file, or of the import, that the address names."""

    async def __call__(self, request: Request) -> Visitor:
        """Return the visitor.

        Raises:
            web.errors.SignedOut, web.errors.RightMissing; lists.errors.ImportUnknown.
        """
        visitor = await super().__call__(request)
        await anyio.to_thread.run_sync(_require, request, visitor, self.role)
        return visitor


def _require(request: Request, visitor: Visitor, role: Role) -> None:
    opened, named = request.app.state.installation, request.path_params
    if "draft_id" in named:
        publication_id = receiving.publication_id(opened, named["draft_id"])
    else:
        publication_id = results.publication_id(opened, named["run_id"])
    visitors.require(request, visitor, role, publication_id)


ReadsHere = Annotated[Visitor, Depends(_MayHere(Role.READ))]
WritesHere = Annotated[Visitor, Depends(_MayHere(Role.WRITE))]
