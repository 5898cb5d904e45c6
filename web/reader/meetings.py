"""An invitation to a meeting: GET shows it, POST answers, as often as the guest likes until it is over."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from campaigns.partnership.meetings import answering, links
from campaigns.partnership.meetings.answering import Invitation
from runtime.language import _
from web.dependencies import Letters, Opened
from web.reader import pages

router = APIRouter(prefix=links.PATH.rstrip("/"))
_SHOWN = ["GET", "HEAD"]


@router.api_route("/{token}", methods=_SHOWN)
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show the invitation, with two buttons."""
    return _page(letters, answering.look(opened, token), token)


@router.post("/{token}")
def answer(opened: Opened, letters: Letters, token: str, reponse: Annotated[Literal["yes", "no"], Form()]) -> Response:
    """Note the answer."""
    found = answering.answer(opened, token, reponse)
    return _page(letters, found, token, done=found.is_open)


@router.api_route("/{token}/invitation.ics", methods=_SHOWN)
def calendar(opened: Opened, token: str) -> Response:
    """Return the calendar file of the guest."""
    said = {"Content-Disposition": 'attachment; filename="invitation.ics"'}
    content = answering.calendar(opened, token).encode("utf-8")
    return Response(content, media_type="text/calendar; charset=utf-8", headers=said)


def _page(letters: Letters, invitation: Invitation, token: str, *, done: bool = False) -> Response:
    title = _("Réponse notée") if done else _("Invitation : {title}").format(title=invitation.title)
    return pages.page(
        "meeting.html", site=letters.lately(), title=title, invitation=invitation, token=token, done=done
    )  # fmt: skip
