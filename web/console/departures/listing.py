"""« Envois »: all departures, and the page of one: until it leaves, while it leaves, and after."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from accounts.roles import Role
from campaigns.acting import issue_desk
from campaigns.acting.departing import ending, progress, views
from web.console import pages
from web.console.departures.rights import ReadsHere
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()
PATH = "/envois"
_SHOWN = ["GET", "HEAD"]


@router.api_route(PATH, methods=_SHOWN)
def listed(
    opened: Opened, request: Request, visitor: Reads, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """Show the departures of the letters that the visitor may read."""
    letters = [one for one in issue_desk.letters(opened) if visitor.may(Role.READ, one.id)]
    found = views.listed(opened, [one.id for one in letters], page)
    return pages.page(
        request, "departures/list.html", found=found, has_several=len(letters) > 1, now=opened.clock.epoch(),
    )  # fmt: skip


@router.api_route(f"{PATH}/{{campaign_id:int}}", methods=_SHOWN)
def shown(opened: Opened, request: Request, _visitor: ReadsHere, campaign_id: int) -> Response:
    """Show one departure."""
    departure = views.show(opened, campaign_id)
    watched = progress.look(opened, [campaign_id])[campaign_id]
    return pages.page(
        request, "departures/show.html", publication_id=departure.line.publication_id, departure=departure,
        line=departure.line, progress=watched, now=opened.clock.epoch(), said=ending.sentence(departure.figures),
    )  # fmt: skip
