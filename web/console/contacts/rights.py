"""« Demandes »: what people ask about their data, within one month, and the proof that it was done."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import AfterValidator, Field

from accounts.roles import Role
from campaigns.acting.rights import desk, register
from campaigns.acting.rights.desk import Case
from campaigns.editorial import event_times
from lists.errors import AddressRefused, RequestRefused
from lists.kinds import RequestEnding, Right
from runtime import clock
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from web.console import forms, pages, visitors
from web.console.contacts import persons
from web.console.contacts.texts import printable
from web.console.forms import Filled, Typed
from web.console.visitors import Protects, Reads
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires/droits"
_SHOWN = ["GET", "HEAD"]
_MOST_CLOSED = 50
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_LINE = Annotated[str, Field(max_length=500), AfterValidator(printable)]
#: What a person asks, as the officer hears it.
RIGHTS = {
    Right.ACCESS: N_("Voir ce que l’on sait d’elle"),
    Right.RECTIFICATION: N_("Corriger ses données"),
    Right.OBJECTION: N_("Ne plus rien recevoir"),
    Right.ERASURE: N_("Être effacée"),
    Right.RESTRICTION: N_("Geler ses données (limitation)"),
    Right.PORTABILITY: N_("Emporter ses données (portabilité)"),
}
_ENDINGS = {
    RequestEnding.DONE: N_("Ce qui était demandé est fait"),
    RequestEnding.REFUSED: N_("La demande est refusée, et la personne sait pourquoi"),
    RequestEnding.WITHDRAWN: N_("La personne a retiré sa demande"),
}


class Asked(forms.Model):
    """A request that comes in."""

    email: Annotated[str, Field(min_length=1, max_length=200)]
    kind: Right
    received_on: date
    note: _LINE = ""


class Answer(forms.Model):
    """What is done with it."""

    evidence: _LINE = ""
    reason: _LINE = ""
    ending: str = ""


@router.api_route(PATH, methods=_SHOWN)
def listed(request: Request, visitor: Reads, opened: Opened) -> Response:
    """Show what waits, the most urgent first, and what was answered."""
    visitors.require_everywhere(request, visitor, Role.READ)
    return _list(request, opened, None)


@router.post(PATH)
def begin(request: Request, visitor: Protects, opened: Opened, typed: Typed) -> Response:
    """Register a request."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    filled = forms.read(Asked, typed)
    if filled.model is not None:
        said = filled.model
        try:
            made = register.register(
                opened, said.email, said.kind, received_on=said.received_on, note=said.note, actor=visitor.actor
            )
        except AddressRefused as problem:
            filled = persons.refused(filled, problem)
        except RequestRefused as problem:
            filled = filled.refused(FieldRefused(field="received_on", reason=str(problem.reason)))
        else:
            words = _("Demande n° {id} ouverte : répondez avant le {day}.")
            told = words.format(id=made.id, day=event_times.day(made.due_on))
            return pages.then(request, f"{PATH}/{made.id}", told)
    return _list(request, opened, filled)


@router.api_route(f"{PATH}/registre.xlsx", methods=_SHOWN)
def extract(request: Request, visitor: Protects, opened: Opened) -> Response:
    """Give the register as a file, without addresses."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    name = "registre-des-demandes.xlsx"
    content = register.extract(opened, name).files[name]
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.api_route(f"{PATH}/{{number:int}}", methods=_SHOWN)
def show(request: Request, visitor: Reads, opened: Opened, number: Number) -> Response:
    """Show one."""
    visitors.require_everywhere(request, visitor, Role.READ)
    return _one(request, opened, number, None)


@router.post(f"{PATH}/{{number:int}}/faire")
def grant(request: Request, visitor: Protects, opened: Opened, number: Number, typed: Typed) -> Response:
    """Do what was asked."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    filled = forms.read(Answer, typed)
    if filled.model is None:
        return _one(request, opened, number, filled)
    try:
        desk.grant(opened, number, filled.model.evidence, visitor.actor)
    except FieldRefused as problem:
        return _one(request, opened, number, filled.refused(problem))
    except RequestRefused as problem:
        return pages.then(request, f"{PATH}/{number}", str(problem))
    return pages.then(request, f"{PATH}/{number}", _("C’est fait, et la demande est close."))


@router.post(f"{PATH}/{{number:int}}/dossier")
def hand_over(request: Request, visitor: Protects, opened: Opened, number: Number, typed: Typed) -> Response:
    """Give the file that is handed to the person."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    filled = forms.read(Answer, typed)
    if filled.model is None:
        return _one(request, opened, number, filled)
    try:
        content = desk.hand_over(opened, number, filled.model.evidence, visitor.actor)
    except FieldRefused as problem:
        return _one(request, opened, number, filled.refused(problem))
    except RequestRefused as problem:
        return pages.then(request, f"{PATH}/{number}", str(problem))
    said = {"Content-Disposition": f'attachment; filename="demande-{number}.zip"'}
    return Response(content, media_type="application/zip", headers=said)


@router.post(f"{PATH}/{{number:int}}/prolonger")
def extend(request: Request, visitor: Protects, opened: Opened, number: Number, typed: Typed) -> Response:
    """Give it two more months."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    filled = forms.read(Answer, typed)
    if filled.model is None:
        return _one(request, opened, number, filled)
    reason = filled.model.reason
    if not reason:
        return _one(request, opened, number, filled.refused(FieldRefused(field="reason", reason=_("dites pourquoi"))))
    try:
        register.extend(opened, number, reason, visitor.actor)
    except RequestRefused as problem:
        return _one(request, opened, number, filled.refused(FieldRefused(field="reason", reason=str(problem.reason))))
    return pages.then(request, f"{PATH}/{number}", _("Deux mois de plus : prévenez la personne aujourd’hui."))


@router.post(f"{PATH}/{{number:int}}/clore")
def close(request: Request, visitor: Protects, opened: Opened, number: Number, typed: Typed) -> Response:
    """Close it by hand."""
    visitors.require_everywhere(request, visitor, Role.PROTECT)
    filled = forms.read(Answer, typed)
    if filled.model is None:
        return _one(request, opened, number, filled)
    ending = filled.model.ending
    if ending not in list(RequestEnding):
        return _one(request, opened, number, filled.refused(FieldRefused(field="ending", reason=_("choisissez"))))
    try:
        register.close(opened, number, RequestEnding(ending), filled.model.evidence, visitor.actor)
    except RequestRefused as problem:
        return _one(request, opened, number, filled.refused(FieldRefused(field="ending", reason=str(problem.reason))))
    return pages.then(request, f"{PATH}/{number}", _("Demande close."))


def clock_of(case: Case) -> tuple[str, str]:
    """Return the kind of mark and the words of how long is left."""
    if case.request.closed_on is not None:
        return ("ready", _("close à temps")) if case.days_left >= 0 else ("stopped", _("close trop tard"))
    if case.days_left < 0:
        late = -case.days_left
        return "stopped", ngettext("en retard de {n} jour", "en retard de {n} jours", late).format(n=late)
    left = ngettext("{n} jour encore", "{n} jours encore", case.days_left).format(n=case.days_left)
    return ("todo" if case.days_left <= _SOON else "draft"), left


_SOON = 7


def _list(request: Request, opened: Installation, filled: Filled[Asked] | None) -> Response:
    today = clock.today(opened.clock).isoformat()
    return pages.page(
        request, "contacts/rights.html", status=422 if filled and filled.errors else 200,
        cases=[(one, *clock_of(one)) for one in desk.open_(opened)], closed=desk.closed(opened, _MOST_CLOSED),
        kinds=[(key.value, _(words)) for key, words in RIGHTS.items()],
        asks={key: _(one) for key, one in RIGHTS.items()},
        endings={key: _(one) for key, one in register.ENDINGS.items()}, day=event_times.day, today=today,
        data=filled.values if filled else forms.Texts({"received_on": today}),
        errors=filled.errors if filled else forms.Texts(),
    )  # fmt: skip


def _one(request: Request, opened: Installation, number: int, filled: Filled[Answer] | None) -> Response:
    case = desk.show(opened, number)
    mark, words = clock_of(case)
    return pages.page(
        request, "contacts/request.html", status=422 if filled and filled.errors else 200, case=case, one=case.request,
        ask=_(RIGHTS[case.request.kind]), mark=mark, clock=words, day=event_times.day, desk=desk, number=number,
        endings=[(key.value, _(one)) for key, one in _ENDINGS.items()],
        ended=_(register.ENDINGS[case.request.ending]) if case.request.ending else "",
        data=filled.values if filled else forms.Texts(), errors=filled.errors if filled else forms.Texts(),
    )  # fmt: skip
