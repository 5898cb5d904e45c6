"""« À vérifier »: whose letters may have left, and the two ways to decide."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns import errors
from campaigns.acting import steering
from campaigns.acting.departing import doubts
from runtime.language import _
from web.console import pages
from web.console.departures.listing import PATH
from web.console.departures.rights import ReadsHere, SendsHere
from web.dependencies import Opened

router = APIRouter(prefix=f"{PATH}/{{campaign_id:int}}/a-verifier")


@router.api_route("", methods=["GET", "HEAD"])
def shown(opened: Opened, request: Request, _visitor: ReadsHere, campaign_id: int) -> Response:
    """Show them."""
    found = doubts.look(opened, campaign_id)
    return pages.page(
        request, "departures/doubts.html", publication_id=found.line.publication_id, doubts=found, line=found.line
    )  # fmt: skip


@router.post("/recues")
def settle(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Count them as received."""
    steering.settle_as_sent(opened, campaign_id, visitor.actor)
    return pages.then(request, f"{PATH}/{campaign_id}", _("C’est noté : ces lettres comptent comme reçues."))


@router.post("/renvoyer")
def resend(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Send them again."""
    try:
        steering.resend(opened, campaign_id, visitor.actor)
    except errors.WrongMoment as problem:
        return pages.then(request, f"{PATH}/{campaign_id}/a-verifier", str(problem))
    said = _("Ces lettres repartent dans la minute.")
    return pages.then(request, f"{PATH}/{campaign_id}", said)
