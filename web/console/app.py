"""The console's application: its policy, who is let in, and what its errors say."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import anyio.to_thread
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.requests import HTTPConnection
from starlette.types import Scope

from accounts import sessions
from accounts.errors import AccountUnknown, LinkUnusable
from campaigns.acting.replies.errors import LetterUnknown
from campaigns.editorial.item_errors import ReceivedGone, UnknownPicture
from campaigns.errors import UnknownCampaign, UnknownIssue, UnknownItem
from campaigns.partnership.meetings.errors import MeetingUnknown
from campaigns.partnership.proposals.errors import NoProposals, ProposalUnknown
from lists.errors import ImportUnknown, OrganisationUnknown, PersonUnknown, RequestUnknown
from runtime.errors import BadInput, OutsideMissing
from runtime.installation import Installation
from runtime.language import N_
from web import bodies, refusals
from web.applications import Application
from web.console import (
    absences,
    accounts,
    approvals,
    articles,
    assets,
    bilan,
    body_limits,
    bundle_files,
    contacts,
    convention,
    cookies,
    demonstration,
    departures,
    first_run,
    forgery,
    home,
    importing,
    issues,
    journal,
    launching,
    library,
    manual,
    meetings,
    pages,
    presentation,
    proposals,
    publications,
    replies,
    results,
    segments,
    series,
    settings,
)  # fmt: skip
from web.errors import Forged, NotFound, RightMissing, SignedOut, TooLong, TooMany
from web.limits import RateLimits
from web.refusals import Refusal

#: As strict as the readers', except that our own scripts run, and for the referrer: a form on a page that sends no
#: referrer has « Origin: null », like a form of another site (Fetch, append a request Origin header).
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
REFUSALS: refusals.Table = {
    400: refusals.UNREADABLE,
    404: refusals.NOT_FOUND,
    405: refusals.NOT_ALLOWED,
    NotFound: refusals.NOT_FOUND,
    PersonUnknown: Refusal(404, N_("Page introuvable")),
    OrganisationUnknown: Refusal(404, N_("Page introuvable")),
    RequestUnknown: Refusal(404, N_("Page introuvable")),
    LetterUnknown: Refusal(404, N_("Page introuvable")),
    MeetingUnknown: Refusal(404, N_("Page introuvable")),
    UnknownItem: Refusal(404, N_("Page introuvable")),
    UnknownPicture: Refusal(404, N_("Page introuvable")),
    ReceivedGone: Refusal(404, N_("Fichier introuvable"), advice=N_("Les articles qu’il a donnés sont dans la liste.")),
    NoProposals: Refusal(404, N_("Page introuvable")),
    ImportUnknown: Refusal(404, N_("Page introuvable"), advice=N_("Un fichier déposé est effacé au bout de 7 jours.")),
    ProposalUnknown: Refusal(404, N_("Page introuvable")),
    UnknownCampaign: Refusal(404, N_("Page introuvable")),
    UnknownIssue: Refusal(404, N_("Page introuvable")),
    RequestValidationError: refusals.UNREADABLE,
    Forged: Refusal(403, N_("Demande refusée"), advice=N_("Revenez à la page précédente et recommencez.")),
    LinkUnusable: Refusal(410, N_("Ce lien ne sert plus"), advice=N_("« Mot de passe oublié » en envoie un autre.")),
    AccountUnknown: Refusal(404, N_("Page introuvable")),
    RightMissing: Refusal(403, N_("Ce droit vous manque"), advice=RightMissing.advice),
    BadInput: Refusal(422, N_("Demande refusée"), advice=N_("Revenez à la page précédente : rien n’a été changé.")),
    OutsideMissing: refusals.OUTSIDE_MISSING,
    assets.Missing: Refusal(503, N_("Console en préparation")),
    TooLong: refusals.TOO_LONG,
    TooMany: refusals.TOO_MANY,
    Exception: refusals.FAILED,
}
#: A part of an address that is the number of a row, and the largest that PostgreSQL's integer takes.
_NUMBER, _LARGEST = re.compile(r"(?<=/)[0-9]{10,}(?=[./]|$)", re.ASCII), 2**31 - 1
#: Every room of the console.
ROUTERS = (
    home.router, absences.router, manual.router, first_run.router, demonstration.router, bundle_files.router,
    *accounts.ROUTERS, *approvals.ROUTERS, *articles.ROUTERS, *bilan.ROUTERS, *contacts.ROUTERS, *convention.ROUTERS,
    *departures.ROUTERS, *importing.ROUTERS, *segments.ROUTERS,
    *issues.ROUTERS, *journal.ROUTERS, *launching.ROUTERS, *library.ROUTERS, *meetings.ROUTERS,
    *presentation.ROUTERS, *proposals.ROUTERS, *publications.ROUTERS, *replies.ROUTERS, *results.ROUTERS,
    *series.ROUTERS, *settings.ROUTERS,
)  # fmt: skip


class Console(Application):
    """The officer's application: nothing passes that another site wrote, and every page knows who asks."""

    async def admitted(self, scope: Scope) -> int:
        """Let a request in, note who sends it, and return how long it may be."""
        request = HTTPConnection(scope)
        opened: Installation = self.pages.state.installation
        token = cookies.session(request)
        forgery.require_ours(scope["method"], request.headers, opened.settings.base_url, has_session=bool(token))
        if scope["path"].startswith(bundle_files.PATH):
            return bodies.MOST
        assets.require()
        _require_possible(scope["path"], scope["query_string"])
        if token:
            scope["visitor"] = await anyio.to_thread.run_sync(sessions.visitor, opened, token)
        return body_limits.most(scope["path"], is_signed_in=scope.get("visitor") is not None)


def _require_possible(path: str, asked: bytes) -> None:
    """Answer at once that nothing is there, where an address holds what no database has: too large a number, a NUL.

    Raises:
        NotFound.
    """
    if "\0" in path or b"%00" in asked or any(int(found) > _LARGEST for found in _NUMBER.findall(path)):
        raise NotFound


def application(opened: Installation, limits: RateLimits) -> Console:
    """Make the application of one installation."""
    made = Console(opened, limits, policy=POLICY, refusals=REFUSALS, draw=pages.message)
    for router in ROUTERS:
        made.pages.include_router(router)
    made.pages.add_exception_handler(SignedOut, _to_sign_in)
    return made


def _to_sign_in(request: Request, problem: Any) -> Response:
    """Lead to the page where one signs in, and from there back; a script is told, so that nothing typed is lost."""
    if "application/json" in request.headers.get("content-type", "") + request.headers.get("accept", ""):
        return JSONResponse({"sentence": str(problem)}, HTTPStatus.UNAUTHORIZED)
    return RedirectResponse(home.sign_in(request), HTTPStatus.SEE_OTHER)
