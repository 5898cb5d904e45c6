"""The door of a demo: whoever looks around comes in as one of its invented people, without a password.

Refuses to stand in any other installation: there it is a page like every other that does not exist.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from accounts import roles, sessions, users
from accounts.user_rows import User
from runtime.installation import Installation
from runtime.language import _
from web import limits
from web.console import cookies, pages
from web.console.visitors import Anybody
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/demonstration"


@router.api_route(PATH, methods=["GET", "HEAD"])
def show(request: Request, _visitor: Anybody, opened: Opened) -> Response:
    """Show who there is, and what each may do."""
    _require_demo(opened)
    people = [(one.id, one.name, _words(one)) for one in users.listed(opened)]
    return pages.page(request, "demonstration.html", people=people)


@router.post(PATH)
def enter(request: Request, _visitor: Anybody, opened: Opened, who: Annotated[int, Form()]) -> Response:
    """Come in as somebody."""
    _require_demo(opened)
    user = users.show(opened, who)
    device = request.headers.get("user-agent", "")
    token = sessions.begin(opened, user.id, device=device, network=limits.network(request))
    answer = pages.then(request, "/", _("Vous êtes {name}.").format(name=user.name))
    cookies.open_(request, answer, token)
    return answer


def _words(user: User) -> str:
    held = {one.role for one in user.grants}
    return ", ".join(_(words) for role, words in roles.NAMES.items() if role in held)


def _require_demo(opened: Installation) -> None:
    if not opened.settings.is_demo:
        raise NotFound
