"""The root of the console: « Accueil », what waits for whoever is signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from accounts.visitors import Visitor
from campaigns.acting.agenda import calendar, current
from campaigns.acting.agenda.calendar import Kind
from campaigns.acting.agenda.current import Step
from runtime.installation import Installation
from runtime.language import N_
from web.console import demonstration, pages, todo
from web.console.forms import Filled, Texts
from web.console.visitors import Anybody
from web.dependencies import Opened

router = APIRouter()
_SIGN_IN = "/connexion"
#: Where each entry of the calendar leads; an absence leads nowhere.
_PATHS = {
    Kind.ISSUE: "/numeros/{id}", Kind.DEPARTURE: "/envois/{id}", Kind.EVENT: "/articles/{id}",
    Kind.MEETING: "/convention/rencontres/{id}",
}  # fmt: skip
#: Each step of an issue in words, and where it is done.
_STEPS = {
    Step.ARTICLES: (N_("Articles"), "/numeros/{id}"), Step.COMPOSED: (N_("Composé"), "/numeros/{id}"),
    Step.CHECKED: (N_("Vérifié"), "/numeros/{id}/controles"),
    Step.APPROVED: (N_("Bon à tirer"), "/numeros/{id}/bon-a-tirer"), Step.SENT: (N_("Envoi"), "/numeros/{id}/envoi"),
}  # fmt: skip


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, visitor: Anybody, opened: Opened) -> Response:
    """Show what waits; whoever is signed out signs in first."""
    if visitor is None:
        return RedirectResponse(demonstration.PATH if opened.settings.is_demo else _SIGN_IN, 303)
    return page(request, visitor, opened)


def page(request: Request, visitor: Visitor, opened: Installation, *, filled: Filled[Any] | None = None) -> Response:
    """Draw « Accueil »: with an absence that was refused, if there is one."""
    desk = current.look(opened)
    one = desk.current
    weeks = calendar.look(opened)
    return pages.page(
        request, "home.html", status=422 if filled else 200, publication_id=one.publication_id if one else None,
        waiting=todo.listed(opened, visitor, desk), desk=desk, weeks=weeks, paths=_PATHS, steps=_STEPS,
        mine=calendar.absences_of(opened, visitor.user_id),
        values=filled.values if filled else Texts(), errors=filled.errors if filled else Texts(),
    )  # fmt: skip


def sign_in(request: Request) -> str:
    """Return where one signs in, and then goes on to the page that was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{_SIGN_IN}?suite={quote(asked, safe='/')}" if request.method in ("GET", "HEAD") else _SIGN_IN
