"""The buttons of a departure: cancel, leave now, pause, go on, stop for good. Each answers with what is then true."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from campaigns import errors
from campaigns.acting import steering
from campaigns.acting.departing import ending, views
from campaigns.post.reports import Standing
from campaigns.post.states import OPEN, CampaignState, DeliveryState
from runtime.installation import Installation
from runtime.language import _
from web.console import pages
from web.console.departures.listing import PATH
from web.console.departures.rights import SendsHere
from web.dependencies import Opened

router = APIRouter(prefix=f"{PATH}/{{campaign_id:int}}")


@router.post("/annuler")
def cancel(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Stop what has not left, and say what that was."""
    return _back(request, campaign_id, ending.cancel(opened, campaign_id, visitor.actor))


@router.post("/maintenant")
def hasten(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Let it leave without waiting for its moment."""
    said = _("Les premières lettres partent dans la minute. Vous pouvez encore annuler.")
    return _done(opened, request, campaign_id, visitor.actor, steering.hasten, said)


@router.post("/pause")
def pause(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Stop handing letters over until somebody goes on."""
    said = _("L’envoi est en pause : plus aucune lettre ne part.")
    return _done(opened, request, campaign_id, visitor.actor, steering.pause, said)


@router.post("/reprendre")
def resume(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int) -> Response:
    """Go on."""
    said = _("L’envoi reprend : les lettres suivantes partent dans la minute.")
    return _done(opened, request, campaign_id, visitor.actor, steering.resume, said)


@router.api_route("/arreter", methods=["GET", "HEAD"])
def ask_to_stop(opened: Opened, request: Request, _visitor: SendsHere, campaign_id: int) -> Response:
    """Say how many letters would be stopped for good, and how many cannot be caught any more."""
    departure = views.show(opened, campaign_id)
    line, figures = departure.line, departure.figures
    if line.is_over:
        return _back(request, campaign_id, _("Il n’y a plus rien à arrêter : cet envoi est {word}.").format(
            word=line.word))  # fmt: skip
    stoppable = figures.of(OPEN - {DeliveryState.HANDING_OVER})
    return pages.page(
        request, "departures/stop.html", publication_id=line.publication_id, line=line, stoppable=stoppable,
        left=figures.of((*ending.LEFT, DeliveryState.HANDING_OVER, DeliveryState.UNCERTAIN)),
        is_running=line.state is CampaignState.SENDING,
    )  # fmt: skip


def _done(
    opened: Installation, request: Request, campaign_id: int, actor: str,
    verb: Callable[[Installation, int, str], Standing], said: str,
) -> Response:  # fmt: skip
    """Do it, or say why it cannot be done any more: somebody else, or the clock, was faster."""
    try:
        verb(opened, campaign_id, actor)
    except errors.WrongMoment as problem:
        said = str(problem)
    return _back(request, campaign_id, said)


def _back(request: Request, campaign_id: int, said: str) -> Response:
    return pages.then(request, f"{PATH}/{campaign_id}", said)
