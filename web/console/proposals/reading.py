"""The list of proposals, and one of them: accept, decline, ask, answer an invitation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from campaigns.editorial import event_times
from campaigns.editorial.item_errors import NotReady
from campaigns.partnership.proposals import errors, questions, reviewing, views
from campaigns.partnership.proposals.lacks import Lack
from campaigns.partnership.proposals.proposal_states import ProposalState
from runtime import clock
from runtime.language import N_, _
from web.console import pages
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter(prefix="/convention/propositions")
_SHOWN = ["GET", "HEAD"]
#: State -> the kind of its mark.
KINDS = {
    ProposalState.AWAITING: "todo", ProposalState.RECEIVED: "todo", ProposalState.ACCEPTED: "ready",
    ProposalState.DECLINED: "stopped",
}  # fmt: skip
#: The chips over the list: value in the address, words, state.
CHIPS = (
    ("", N_("Toutes"), None),
    ("a-relire", N_("À relire"), ProposalState.RECEIVED),
    ("acceptees", N_("Acceptées"), ProposalState.ACCEPTED),
    ("declinees", N_("Déclinées"), ProposalState.DECLINED),
)
_REFUSED = (NotReady, errors.ProposalUnseen, errors.ProposalWithoutArticle, errors.DeclineRefused, errors.AlreadyAsked)


@router.api_route("", methods=_SHOWN)
def listed(
    request: Request, _visitor: Reads, opened: Opened, etat: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Show the proposals."""
    state = next((state for key, _words, state in CHIPS if key == etat), None)
    return pages.page(
        request, "proposals/list.html", lines=views.listed(opened, state), kinds=KINDS, etat=etat, day=_day,
        chips=[(key, _(words)) for key, words, _state in CHIPS], box=opened.settings.proposals_address,
        form=f"{opened.settings.base_url}/l/proposer",
    )  # fmt: skip


@router.api_route("/{proposal_id:int}", methods=_SHOWN)
def show(request: Request, _visitor: Reads, opened: Opened, proposal_id: int) -> Response:
    """Show one proposal."""
    return _page(request, opened, proposal_id)


@router.post("/{proposal_id:int}/accepter")
def accept(request: Request, visitor: Writes, opened: Opened, proposal_id: int) -> Response:
    """Accept it."""
    try:
        found = reviewing.accept(opened, proposal_id, visitor.actor)
    except _REFUSED as problem:
        return _page(request, opened, proposal_id, str(problem))
    return pages.then(
        request, _path(found.line.id), _("Proposition acceptée. Son auteur est prévenu, l’article attend sa place.")
    )


@router.post("/{proposal_id:int}/decliner")
def decline(request: Request, visitor: Writes, opened: Opened, proposal_id: int, typed: Typed) -> Response:
    """Decline it, with a reason."""
    reason = str(typed.get("reason") or "")
    try:
        found = reviewing.decline(opened, proposal_id, reason, visitor.actor)
    except _REFUSED as problem:
        clause = (
            problem.data.get("reason", str(problem)) if isinstance(problem, errors.DeclineRefused) else str(problem)
        )
        return _page(request, opened, proposal_id, f"{clause[:1].upper()}{clause[1:]}", reason=reason)
    return pages.then(request, _path(found.line.id), _("Proposition déclinée. Son auteur lira pourquoi."))


@router.post("/{proposal_id:int}/demander")
def ask(request: Request, visitor: Writes, opened: Opened, proposal_id: int, typed: Typed) -> Response:
    """Ask the author the one question."""
    wanted = [one for one in Lack if one.value in typed.getlist("lacks")]
    if not wanted:
        return _page(request, opened, proposal_id, _("Cochez ce qu’il faut demander."))
    try:
        questions.ask(opened, proposal_id, wanted, visitor.actor)
    except _REFUSED as problem:
        return _page(request, opened, proposal_id, str(problem))
    return pages.then(request, _path(proposal_id), _("Question envoyée."))


@router.post("/{proposal_id:int}/invitation")
def answer(request: Request, visitor: Writes, opened: Opened, proposal_id: int, typed: Typed) -> Response:
    """Tell the author whether the partner whom they invited comes."""
    reviewing.answer_invitation(opened, proposal_id, comes=typed.get("comes") == "oui", actor=visitor.actor)
    return pages.then(request, _path(proposal_id), _("Réponse à l’invitation envoyée."))


def _path(proposal_id: int) -> str:
    return f"{router.prefix}/{proposal_id}"


def _day(moment: datetime) -> str:
    return event_times.day(clock.in_paris(moment).date())


def _page(request: Request, opened: Opened, proposal_id: int, error: str = "", reason: str = "") -> Response:
    found = views.show(opened, proposal_id)
    return pages.page(
        request, "proposals/one.html", status=422 if error else 200, found=found, kinds=KINDS, day=_day, error=error,
        reason=reason, lacks=[(one.value, words) for one, words in _asks().items()],
    )  # fmt: skip


def _asks() -> dict[Lack, str]:
    return {
        Lack.RIGHTS: _("Qui a pris la photo, et permet de la publier"),
        Lack.CONSENT: _("L’accord écrit de la jeune personne montrée ou citée"),
    }
