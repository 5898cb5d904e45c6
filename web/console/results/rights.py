"""The rights on one campaign: those that its visitor has for its publication, and no other's."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import Depends, Request

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.following_up import overview
from web.console import visitors


class MayFollow(visitors.May):
    """Lets a visitor in who has a right for the publication of the campaign that the address names."""

    async def __call__(self, request: Request) -> Visitor:
        """Return the visitor.

        Raises:
            web.errors.SignedOut, web.errors.RightMissing; campaigns.errors.UnknownCampaign.
        """
        visitor = await super().__call__(request)
        await anyio.to_thread.run_sync(_require, request, visitor, self.role)
        return visitor


def _require(request: Request, visitor: Visitor, role: Role) -> None:
    campaign_id = request.path_params["campaign_id"]
    publication_id = overview.publication_of(request.app.state.installation, campaign_id)
    visitors.require(request, visitor, role, publication_id)


FollowsHere = Annotated[Visitor, Depends(MayFollow(Role.READ))]
WritesHere = Annotated[Visitor, Depends(MayFollow(Role.WRITE))]
SendsHere = Annotated[Visitor, Depends(MayFollow(Role.SEND))]
