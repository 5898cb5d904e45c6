"""The reader's application, at `/l/…`: its pages, its policy, its style, and what its errors say."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from campaigns.partnership.approvals.errors import (
    AdvisoryOnly,
    DesignationOver,
    NothingToApprove,
    ProofChanged,
    ProofOver,
)
from campaigns.partnership.meetings.errors import InvitationOver
from campaigns.partnership.proposals import links as personal_links
from campaigns.partnership.proposals.errors import ContributorGone, NoProposals, NothingAsked, ProposalUnknown
from campaigns.post.link_errors import (
    AnswerOver,
    AnswerTriedOut,
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
from templates.errors import PrinterMissing
from web import bodies, leaves, refusals
from web.applications import Application
from web.errors import NotFound, TooLong, TooMany
from web.limits import RateLimits
from web.reader import (
    answering,
    approving,
    archives,
    documents,
    feeds,
    fragments,
    home,
    images,
    kits,
    leading,
    leaving,
    links,
    meetings,
    own,
    pages,
    preferences,
    proposal_answers,
    proposing,
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
    AnswerTriedOut: Refusal(
        404,
        N_("Lettre d’essai"),
        advice=N_("Dans la lettre qui partira, il enregistrera la réponse de la personne qui la reçoit."),
    ),
    AnswerOver: Refusal(
        410, N_("Réponses closes"), advice=N_("Pour prévenir l’organisateur, répondez à la lettre elle-même.")
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
    NoProposals: refusals.NOT_FOUND,
    PrinterMissing: refusals.NOT_FOUND,
    ProposalUnknown: refusals.NOT_FOUND,
    ContributorGone: Refusal(410, N_("Ce lien ne sert plus"), template="propose_over.html"),
    NothingAsked: Refusal(409, N_("Déjà répondu")),
    ProofOver: Refusal(410, N_("Demande close")),
    NothingToApprove: Refusal(410, N_("Demande close")),
    ProofChanged: Refusal(409, N_("Le numéro a changé")),
    DesignationOver: Refusal(403, N_("Désignation terminée")),
    AdvisoryOnly: Refusal(403, N_("Pour avis")),
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
    answering.router,
    preferences.router,
    reasons.router,
    subscribing.router,
    own.router,
    proposing.router,
    proposal_answers.router,
    approving.router,
    images.router,
    documents.router,
    home.router,
    archives.router,
    feeds.router,
    fragments.router,
    transmissions.router,
    kits.router,
    links.router,
)


#: The page to propose: its form brings a picture.
_PROPOSING = re.compile(rf"{personal_links.PATH}([^/]+)")
_PICTURE = 20_100_000


class ReaderApplication(Application):
    """The reader's application: only the holder of a personal link sends more than a form."""

    async def admitted(self, scope: Scope) -> int:
        """Return the octets that the body of a request may have."""
        opened: Installation = self.pages.state.installation
        found = _PROPOSING.fullmatch(scope["path"])
        is_contributor = found is not None and personal_links.is_personal(opened.keyring, found[1])
        return _PICTURE if is_contributor else bodies.MOST


def application(opened: Installation, limits: RateLimits) -> Application:
    """Make the application of one installation."""
    made = ReaderApplication(opened, limits, policy=POLICY, refusals=REFUSALS, draw=pages.page)
    for router in _ROUTERS:
        made.pages.include_router(router)
    made.pages.state.leaver = leaves.together(opened)
    made.front = KeptPages(opened, made.pages)
    made.pages.mount("/l/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    return made
