"""The web application: what every page shares (headers, errors), and which pages there are."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles

from campaigns.errors import FormUnknown, JoiningOver, LeaveRefused, LinkRefused, UndoRefused, VisitOver
from runtime import installation, logs, settings
from runtime.errors import OutsideMissing
from runtime.installation import Installation
from runtime.language import _, ngettext
from web import bodies, limits
from web.errors import TooLong, TooMany
from web.reader import (
    archives,
    documents,
    feeds,
    fragments,
    hits,
    images,
    keeping,
    leaving,
    own,
    pages,
    preferences,
    reasons,
    subscribing,
)

#: Nothing is loaded from elsewhere, nothing runs, nothing frames us, nothing is told to other sites.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}


def create() -> hits.Pages:
    """Make the application from the settings of the environment: what `relais serve` hands to uvicorn."""
    return application(installation.open_(settings.load()))


def application(opened: Installation) -> hits.Pages:
    """Make the application of one installation."""
    app = hits.Pages(opened, title="Relais", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.installation = opened
    app.state.limits = limits.Limits()
    app.add_middleware(bodies.Bound)
    app.middleware("http")(_with_headers)  # what is added last stands outside
    app.exception_handler(LeaveRefused)(_leave_refused)
    app.exception_handler(LinkRefused)(_link_refused)
    app.exception_handler(UndoRefused)(_undo_refused)
    app.exception_handler(VisitOver)(_visit_over)
    app.exception_handler(TooMany)(_too_many)
    app.exception_handler(FormUnknown)(_not_found)
    app.exception_handler(JoiningOver)(_joining_over)
    app.exception_handler(OutsideMissing)(_outside_missing)
    app.exception_handler(404)(_not_found)
    app.exception_handler(RequestValidationError)(_not_found)
    app.exception_handler(405)(_not_allowed)
    app.exception_handler(Exception)(_failed)
    app.include_router(leaving.router)
    app.include_router(keeping.router)
    app.include_router(preferences.router)
    app.include_router(reasons.router)
    app.include_router(subscribing.router)
    app.include_router(own.router)
    app.include_router(images.router)
    app.include_router(documents.router)
    app.include_router(archives.router)
    app.include_router(feeds.router)
    app.include_router(fragments.router)
    app.include_router(hits.router)
    app.mount("/l/static", StaticFiles(directory=Path(pages.__file__).with_name("static")), name="static")
    return app


async def _with_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    try:
        limits.admit(request)
        response = await answer(request)
    except TooMany as problem:  # what a middleware raises, no handler hears
        response = _too_many(request, problem)
    except TooLong as problem:
        response = _too_long(request, problem)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _leave_refused(_request: Request, problem: Exception) -> Response:
    advice = _("Copiez l’adresse entière depuis la lettre, ou répondez à la lettre en demandant votre désinscription.")
    return pages.page("message.html", status=404, title=_("Lien incomplet"), sentences=[str(problem), advice])


def _link_refused(_request: Request, problem: Exception) -> Response:
    advice = _("Copiez l’adresse entière depuis la lettre.")
    return pages.page("message.html", status=404, title=_("Lien incomplet"), sentences=[str(problem), advice])


def _undo_refused(_request: Request, problem: Exception) -> Response:
    advice = _("Vous êtes désinscrit. Pour recevoir la lettre de nouveau, écrivez à son éditeur.")
    return pages.page("message.html", status=410, title=_("Trop tard"), sentences=[str(problem), advice])


def _visit_over(_request: Request, problem: Exception) -> Response:
    return pages.page("own_over.html", status=410, title=_("Lien périmé"), problem=str(problem))


def _too_many(_request: Request, problem: Exception) -> Response:
    minutes = math.ceil(problem.seconds / 60) if isinstance(problem, TooMany) else 1
    advice = ngettext("Réessayez dans {n} minute.", "Réessayez dans {n} minutes.", minutes).format(n=minutes)
    refused = pages.page("message.html", status=429, title=_("Trop de demandes"), sentences=[str(problem), advice])
    refused.headers["Retry-After"] = str(getattr(problem, "seconds", 60))
    return refused


def _too_long(_request: Request, problem: Exception) -> Response:
    return pages.page("message.html", status=413, title=_("Envoi trop long"), sentences=[str(problem)])


def _joining_over(_request: Request, problem: Exception) -> Response:
    return pages.page("message.html", status=410, title=_("Demande périmée"), sentences=[str(problem)])


def _outside_missing(_request: Request, problem: Exception) -> Response:
    logs.logger(__name__).error("outside missing", reason=str(problem))
    sentence = _("Le service est momentanément indisponible. Réessayez dans quelques minutes.")
    return pages.page("message.html", status=503, title=_("Service indisponible"), sentences=[sentence])


def _not_found(_request: Request, _problem: Exception) -> Response:
    sentence = _("Cette page n’existe pas, ou n’existe plus.")
    return pages.page("message.html", status=404, title=_("Page introuvable"), sentences=[sentence])


def _not_allowed(_request: Request, problem: Exception) -> Response:
    sentence = _("Cette adresse ne répond pas à cette sorte de demande.")
    refused = pages.page("message.html", status=405, title=_("Demande refusée"), sentences=[sentence])
    refused.headers.update(getattr(problem, "headers", None) or {})
    return refused


def _failed(_request: Request, _problem: Exception) -> Response:
    """Answer when nobody expected what happened; the server logs it, and the headers above are not added here."""
    sentence = _("Une erreur est survenue de notre côté. Réessayez dans quelques minutes.")
    failed = pages.page("message.html", status=500, title=_("Erreur"), sentences=[sentence])
    failed.headers.update(HEADERS)
    return failed
