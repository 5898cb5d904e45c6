"""« Doublons »: what is there twice, side by side, domains that were mistyped, and who gives no sign of life."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import AfterValidator, Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import tidying
from campaigns.acting.retention import daily, signs_of_life
from campaigns.editorial import event_times
from lists.errors import ContactUnknown, MergeRefused
from lists.retention import stages
from lists.tidying import WHY
from runtime.installation import Installation
from runtime.language import _, ngettext
from web.console import forms, pages, visitors
from web.console.contacts import whose
from web.console.contacts.texts import printable
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires/doublons"
_SHOWN = ["GET", "HEAD"]
_Id = Annotated[int, Field(ge=1, le=2**31 - 1)]


class Merge(forms.Model):
    """Which of several stays."""

    kept: _Id
    all: Annotated[tuple[_Id, ...], Field(max_length=50)] = ()


class Apart(forms.Model):
    """Organisations that are not one."""

    all: Annotated[tuple[_Id, ...], Field(max_length=50)] = ()


class Gesture(forms.Model):
    """What is put right, or how a sign of life is known."""

    domain: Annotated[str, Field(max_length=255)] = ""
    email: Annotated[str, Field(max_length=320)] = ""
    evidence: Annotated[str, Field(max_length=200), AfterValidator(printable)] = ""


@router.api_route(PATH, methods=_SHOWN)
def show(request: Request, visitor: Reads, opened: Opened) -> Response:
    """Show what a person should look at."""
    visitors.require_everywhere(request, visitor, Role.READ)
    return _page(request, opened, visitor, "")


@router.post(f"{PATH}/organisations")
def merge_organisations(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Make one of several organisations."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Merge, typed)
    if filled.model is None:
        return _page(request, opened, visitor, _("Choisissez l’organisation à garder."))
    gone = [one for one in filled.model.all if one != filled.model.kept]
    try:
        tidying.merge_organisations(opened, filled.model.kept, gone, visitor.actor)
    except MergeRefused as problem:
        return _page(request, opened, visitor, str(problem))
    said = _("Réunies : les personnes, les signatures et l’histoire sont ensemble.")
    return pages.then(request, f"/destinataires/organisations/{filled.model.kept}", said)


@router.post(f"{PATH}/distinctes")
def tell_apart(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Note that organisations are no duplicates."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Apart, typed)
    tidying.tell_apart(opened, filled.model.all if filled.model else (), visitor.actor)
    return pages.then(request, PATH, _("C’est noté : elles ne seront plus proposées ensemble."))


@router.post(f"{PATH}/personnes")
def merge_people(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Make one of several people."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Merge, typed)
    if filled.model is None:
        return _page(request, opened, visitor, _("Choisissez l’adresse à garder."))
    gone = [one for one in filled.model.all if one != filled.model.kept]
    try:
        tidying.merge_people(opened, filled.model.kept, gone, visitor.actor)
    except MergeRefused as problem:
        return _page(request, opened, visitor, str(problem))
    said = _("Réunies : une seule fiche, une seule lettre.")
    return pages.then(request, f"/destinataires/personnes/{filled.model.kept}", said)


@router.post(f"{PATH}/domaine")
def correct_domain(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Put right every address of a mistyped domain."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Gesture, typed)
    try:
        done = tidying.correct_domain(opened, filled.model.domain if filled.model else "", visitor.actor)
    except MergeRefused as problem:
        return _page(request, opened, visitor, str(problem))
    said = ngettext("{n} adresse corrigée.", "{n} adresses corrigées.", done.corrected).format(n=done.corrected)
    if done.left:
        rest = ngettext(
            "{n} reste à corriger à la main : la bonne adresse est prise, ou ne veut rien recevoir.",
            "{n} restent à corriger à la main : la bonne adresse est prise, ou ne veut rien recevoir.",
            done.left,
        )
        said = f"{said} {rest.format(n=done.left)}"
    return pages.then(request, PATH, said)


@router.post(f"{PATH}/signe")
def keep(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Note a sign of life."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Gesture, typed)
    if filled.model is None or not filled.model.evidence:
        return _page(request, opened, visitor, _("Dites comment vous savez que la personne lit encore."))
    try:
        signs_of_life.keep(opened, filled.model.email, filled.model.evidence, visitor.actor)
    except ContactUnknown:
        return pages.then(request, PATH, _("Cette personne n’est plus connue."))
    return pages.then(request, PATH, _("C’est noté : sa durée de conservation repart d’aujourd’hui."))


def _page(request: Request, opened: Installation, visitor: Visitor, trouble: str) -> Response:
    found = tidying.look(opened, whose.readers(opened, visitor)[0].mailing_list_id)
    silent = daily.everybody(opened)
    return pages.page(
        request, "contacts/tidying.html", status=422 if trouble else 200, trouble=trouble, found=found,
        most=tidying.MOST,
        silent=[(one, stages.said(one)) for one in silent[:tidying.MOST]], many_silent=len(silent), day=event_times.day,
        why={key: _(words) for key, words in WHY.items()},
    )  # fmt: skip
