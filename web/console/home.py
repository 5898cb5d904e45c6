"""The root of the console: « Accueil », what waits for whoever is signed in."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from web.console import demonstration, pages, todo
from web.console.visitors import Anybody
from web.dependencies import Opened

router = APIRouter()
_SIGN_IN = "/connexion"
#: Things that wait on one page: more would be none.
_MOST = 7


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, visitor: Anybody, opened: Opened) -> Response:
    """Show what waits; whoever is signed out signs in first."""
    if visitor is None:
        return RedirectResponse(demonstration.PATH if opened.settings.is_demo else _SIGN_IN, 303)
    return pages.page(request, "home.html", waiting=todo.listed(opened, visitor)[:_MOST])


def sign_in(request: Request) -> str:
    """Return where one signs in, and then goes on to the page that was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{_SIGN_IN}?suite={quote(asked, safe='/')}" if request.method in ("GET", "HEAD") else _SIGN_IN
