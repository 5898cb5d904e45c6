"""All meetings with what is due, and one meeting with its guests."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from campaigns.acting import segmenting
from campaigns.editorial import documents
from campaigns.partnership.meetings import due, kinds, listing
from campaigns.partnership.meetings.values import NO, YES, Meeting
from runtime import clock
from runtime.installation import Installation
from web.console import pages
from web.console.forms import Texts
from web.console.visitors import Reads
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/convention/rencontres"


@router.get(PATH)
def listed(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show the meetings; without a convention and without a meeting there is no such page."""
    if not listing.is_shown(opened):
        raise NotFound
    todo = due.today(opened)
    return pages.page(
        request, "meetings/list.html", meetings=listing.listed(opened), plannable=listing.plannable(opened),
        now=[one for one in todo if one.is_now], later=[one for one in todo if not one.is_now],
    )  # fmt: skip


@router.get(f"{PATH}/{{meeting_id:int}}")
def shown(request: Request, _visitor: Reads, opened: Opened, meeting_id: int) -> Response:
    """Show one meeting."""
    return show(request, opened, listing.show(opened, meeting_id))


def show(request: Request, opened: Installation, meeting: Meeting, *, status: int = 200, **said: Any) -> Response:
    """Return the page of a meeting; `said` holds what a form of it refused: `form`, `errors`, `opened_form`."""
    today = clock.today(opened.clock)
    values: dict[str, Any] = {"form": Texts(), "errors": Texts(), "opened_form": ""} | said
    values |= {name: Texts(values[name]) for name in ("form", "errors")}
    return pages.page(
        request, "meetings/show.html", status=status, publication_id=meeting.publication_id, meeting=meeting,
        due=[one for one in due.today(opened) if one.meeting == meeting.id], yes=YES, no=NO,
        is_ahead=meeting.is_planned and meeting.last_day >= today,
        has_begun=meeting.state != "cancelled" and meeting.day <= today,
        is_association=meeting.kind in kinds.ASSOCIATIONS, has_summary=meeting.kind not in kinds.DELEGATES,
        segments=[(one, one) for one in segmenting.listed(opened)], sides=list(listing.sides(opened)),
        documents=list({one.name: (one.name, one.file_name) for one in reversed(documents.listed(opened))}.values()),
        present=[(str(one.id), one.name) for one in meeting.guests],
        chosen=values["form"].get("present") or [str(one.id) for one in meeting.guests if one.attended],
        **values,
    )  # fmt: skip
