"""What the other side did this year, to be presented at a meeting: to look at, to take along, to attach."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from campaigns.partnership.errors import NoConvention
from campaigns.partnership.meetings import listing, summaries
from campaigns.partnership.meetings.errors import MeetingRefused
from runtime.language import _
from web.console import pages, visitors
from web.console.meetings import listing as shown
from web.console.visitors import Reads, Writes
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
_TYPES = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}


@router.get(f"{shown.PATH}/{{meeting_id:int}}/synthese")
def look(request: Request, _visitor: Reads, opened: Opened, meeting_id: int) -> Response:
    """Show it."""
    meeting = listing.show(opened, meeting_id)
    try:
        made = summaries.of(opened, meeting_id)
    except (MeetingRefused, NoConvention):
        raise NotFound from None
    return pages.page(
        request, "meetings/summary.html", publication_id=meeting.publication_id, meeting=meeting, summary=made
    )  # fmt: skip


@router.get(f"{shown.PATH}/{{meeting_id:int}}/synthese.{{ending}}")
def take(_visitor: Reads, opened: Opened, meeting_id: int, ending: Literal["pdf", "txt", "html"]) -> Response:
    """Return it as a file."""
    name = listing.show(opened, meeting_id).name
    try:
        content = summaries.written(summaries.of(opened, meeting_id), f".{ending}")
    except (MeetingRefused, NoConvention):
        raise NotFound from None
    said = {"Content-Disposition": f'attachment; filename="synthese-{name}.{ending}"'}
    return Response(content, media_type=_TYPES[ending], headers=said)


@router.post(f"{shown.PATH}/{{meeting_id:int}}/synthese")
def attach(request: Request, visitor: Writes, opened: Opened, meeting_id: int) -> Response:
    """Attach it to the meeting."""
    meeting = listing.show(opened, meeting_id)
    visitors.require(request, visitor, Role.WRITE, meeting.publication_id)
    summaries.attach(opened, meeting_id, visitor.actor)
    return pages.then(request, f"{shown.PATH}/{meeting_id}", _("La synthèse est jointe à la rencontre."))
