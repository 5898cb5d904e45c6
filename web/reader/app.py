"""The reader's application, at `/l/…`: its pages, its policy, its style, and what its errors say."""

from __future__ import annotations

from pathlib import Path

from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles

from campaigns.partnership.meetings.errors import InvitationOver
from campaigns.post.link_errors import (
    FormUnknown,
    JoiningOver,
    LeaveRefused,
    LinkRefused,
    TriedOut,
    UndoRefused,
    VisitOver,
)
from runtime.errors import OutsideMissing
from runtime.installation import Installation
from runtime.language import N_
from web import leaves, refusals
from web.applications import Application
from web.errors import NotFound, TooLong, TooMany
from web.limits import RateLimits
from web.reader import (
    archives,
    documents,
    feeds,
    fragments,
    home,
    images,
    leading,
    leaving,
    links,
    meetings,
    own,
    pages,
    preferences,
    reasons,
    staying,
    subscribing,
    transmissions,
)
from web.reader.kept_pages import KeptPages
from web.refusals import Refusal

#: Nothing is loaded from elsewhere, nothing runs, nothing frames us, nothing is told to other sites.
POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
REFUSALS: refusals.Table = {
    LeaveRefused: Refusal(
        404,
        N_("Lien incomplet"),
        advice=N_(
            "Copiez l’adresse entière depuis la lettre, ou répondez à la lettre en demandant votre désinscription."
        ),
    ),
    TriedOut: Refusal(
        404, N_("Lettre d’essai"), advice=N_("Dans la lettre qui partira, il désinscrira la personne qui la reçoit.")
    ),
    LinkRefused: Refusal(404, N_("Lien incomplet"), advice=N_("Copiez l’adresse entière depuis la lettre.")),
    UndoRefused: Refusal(
        410,
        N_("Trop tard"),
        advice=N_(
            "Elle reste enregistrée. Pour recevoir la lettre de nouveau, inscrivez-vous ou écrivez à son éditeur."
        ),
    ),
    InvitationOver: Refusal(410, N_("Invitation retirée")),
    VisitOver: Refusal(410, N_("Lien périmé"), template="own_over.html"),
    JoiningOver: Refusal(410, N_("Demande périmée")),
    FormUnknown: refusals.NOT_FOUND,
    RequestValidationError: refusals.NOT_FOUND,
    400: refusals.UNREADABLE,
    404: refusals.NOT_FOUND,
    405: refusals.NOT_ALLOWED,
    NotFound: refusals.NOT_FOUND,
    TooLong: refusals.TOO_LONG,
    TooMany: refusals.TOO_MANY,
    OutsideMissing: refusals.OUTSIDE_MISSING,
    Exception: refusals.FAILED,
}
_ROUTERS = (
    leading.router,
    leaving.router,
    staying.router,
    meetings.router,
    preferences.router,
    reasons.router,
    subscribing.router,
    own.router,
    images.router,
    documents.router,
    home.router,
    archives.router,
    feeds.router,
    fragments.router,
    transmissions.router,
    links.router,
)


def application(opened: Installation, limits: RateLimits) -> Application:
    """Make the application of one installation."""
    made = Application(opened, limits, policy=POLICY, refusals=REFUSALS, draw=pages.page)
    for router in _ROUTERS:
        made.pages.include_router(router)
    made.pages.state.leaver = leaves.together(opened)
    made.front = KeptPages(opened, made.pages)
    made.pages.mount("/l/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    return made
