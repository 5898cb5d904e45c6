"""« Relire et envoyer »: the sentence, the letter, the number to type; and the button that launches."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from campaigns import errors
from campaigns.acting.preparing import confirming, departure_words, moments, plans
from campaigns.acting.preparing.confirming import Read, Sent
from campaigns.acting.preparing.errors import AlreadyLaunched, NeverOverridden, PlanMoved
from campaigns.editorial import event_times
from lists.errors import ListsError
from runtime.errors import FieldRefused
from runtime.language import _, ngettext
from templates import typed_text
from web.console import forms, pages
from web.console.forms import Typed
from web.console.issues import letters
from web.console.issues.rights import ApprovesHere, ReadsHere, SendsHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/envoi")


class Confirmed(forms.Model):
    """What was read, and what was typed to confirm it."""

    typed: Annotated[str, Field(max_length=40)] = ""
    recipients: Annotated[int, Field(ge=0)] = -1
    version: Annotated[str, Field(max_length=64)] = ""
    plan: Annotated[int, Field(ge=0)] = -1


class Passed(forms.Model):
    """Why the letter leaves although something blocks."""

    code: Annotated[str, Field(max_length=60)] = ""
    reason: Annotated[str, Field(max_length=plans.LONGEST_REASON), AfterValidator(typed_text.visible)] = ""


@router.api_route("/relire", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, _visitor: ReadsHere, issue_id: int) -> Response:
    """Show what will happen, beside the letter; whoever has not chosen anything does that first."""
    if not plans.kept(opened, issue_id).revision:
        return pages.then(request, f"/numeros/{issue_id}/envoi", _("Choisissez d’abord à qui et quand."))
    return _page(opened, request, issue_id)


@router.post("/relire")
def send(opened: Opened, request: Request, visitor: SendsHere, issue_id: int, typed: Typed) -> Response:
    """Launch it, if it is still what was read; in all other cases say what moved and show it anew."""
    filled = forms.read(Confirmed, typed)
    said = filled.model
    if said is None or not said.version:
        return _page(opened, request, issue_id, notice=_("Relisez, puis écrivez le nombre de destinataires."))
    try:
        sent = confirming.send(
            opened, issue_id, Read(said.typed, said.recipients, said.version, said.plan), visitor.actor
        )  # fmt: skip
    except AlreadyLaunched as problem:
        return pages.then(request, f"/envois/{problem.campaign}", str(problem))
    except FieldRefused as problem:
        return _page(opened, request, issue_id, refused=filled.refused(problem).errors, typed=said.typed)
    except (PlanMoved, errors.AudienceMoved, errors.ChangedMeanwhile) as problem:
        return _page(opened, request, issue_id, notice=str(problem))
    except errors.IssueRefused:
        return _page(opened, request, issue_id, notice=_("Rien n’est parti : un point empêche encore le départ."))
    return pages.then(request, f"/envois/{sent.campaign}", _said(sent))


@router.post("/passer-outre")
def override(opened: Opened, request: Request, visitor: SendsHere, issue_id: int, typed: Typed) -> Response:
    """Note why the letter leaves although a check found something."""
    filled = forms.read(Passed, typed)
    code = str(filled.values["code"])
    if filled.model is None:
        return _page(opened, request, issue_id, refused={f"reason-{code}": filled.errors["reason"]})
    try:
        confirming.override(opened, issue_id, code, filled.model.reason, visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, issue_id, refused={f"reason-{code}": forms.sentence(problem)})
    except (NeverOverridden, PlanMoved) as problem:
        return pages.then(request, f"/numeros/{issue_id}/envoi/relire", str(problem))
    return pages.then(request, f"/numeros/{issue_id}/envoi/relire", _("C’est noté. La raison figure au journal."))


@router.post("/sans-validation")
def override_approval(opened: Opened, request: Request, visitor: ApprovesHere, issue_id: int, typed: Typed) -> Response:
    """Let this version leave, to these recipients, without the approvals that it lacks."""
    filled = forms.read(Passed, typed)
    if filled.model is None:
        return _page(opened, request, issue_id, refused={"reason-bat": filled.errors["reason"]})
    try:
        confirming.override_approval(opened, issue_id, filled.model.reason, visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, issue_id, refused={"reason-bat": forms.sentence(problem)})
    said = _("C’est noté : cette version peut partir sans validation. La raison figurera au bilan.")
    return pages.then(request, f"/numeros/{issue_id}/envoi/relire", said)


def _page(
    opened: Opened, request: Request, issue_id: int, *, refused: Any = None, typed: str = "", notice: str = ""
) -> Response:
    """Return the page as things stand now; with what was refused, or what moved since it was read."""
    try:
        look = confirming.look(opened, issue_id)
    except ListsError as problem:
        return pages.then(request, f"/numeros/{issue_id}/envoi", str(problem))
    letter, lost = letters.look(opened, issue_id)
    return pages.page(
        request, "launching/read.html", status=422 if refused else 409 if notice else 200,
        publication_id=look.desk.publication_id, desk=look.desk, look=look, letter=letter, problem=lost,
        errors=forms.Texts(refused or {}), typed=typed, notice=notice, day=event_times.day,
        people=departure_words.people(look.audience.contacts), most=plans.LONGEST_REASON,
    )  # fmt: skip


def _said(sent: Sent) -> str:
    """Return what was done, in a few sentences."""
    words = _("L’envoi n° {n} partira le {moment}. Rien n’est encore parti.")
    found = [words.format(n=sent.campaign, moment=moments.words(sent.leaves))]
    if sent.problem:
        found.append(_("Les adresses témoins n’ont rien reçu : {problem}").format(problem=sent.problem))
    elif sent.witnesses is not None:
        many = len(sent.witnesses.accepted)
        words = ngettext(
            "La lettre est remise à {n} adresse témoin.", "La lettre est remise à {n} adresses témoins.", many
        )  # fmt: skip
        found.append(words.format(n=many))
        found += [f"{address} : {why}." for address, why in sent.witnesses.refused.items()]
    return " ".join(found)
