"""« Personnes désignées »: who speaks for each partner, who stands in for them, until when; designating and ending."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting.partnership import designation_board
from campaigns.editorial import event_times
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Naming, Role
from runtime import clock
from runtime.errors import FieldRefused
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Approves, Reads
from web.dependencies import Opened

router = APIRouter()
_PATH = "/convention/personnes"


class Designated(forms.Model):
    """A person, for a role of a side."""

    side: str
    role: Role
    name: Annotated[str, Field(min_length=1, max_length=120)]
    function: Annotated[str, Field(max_length=200)] = ""
    email: Annotated[str, Field(min_length=1, max_length=254)]
    since: date
    until: date | None = None
    deputy: str = ""


class Ended(forms.Model):
    """The last day of a designation."""

    until: date


@router.api_route(_PATH, methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, _visitor: Reads) -> Response:
    """Show who is designated, who will be, and who was."""
    return _page(opened, request, Filled({}, {}, None))


@router.post(_PATH)
def designate(opened: Opened, request: Request, visitor: Approves, typed: Typed) -> Response:
    """Designate a person."""
    filled = forms.read(Designated, forms.without_empty(typed, "until"))
    if filled.model is None:
        return _page(opened, request, filled)
    asked = filled.model
    naming = Naming(
        asked.side, asked.role, asked.name, asked.email, asked.since, asked.until, bool(asked.deputy), asked.function
    )
    try:
        made = verbs.add(opened, naming, visitor.actor)
    except FieldRefused as problem:
        return _page(opened, request, filled.refused(problem))
    said = _("La désignation de {name} est enregistrée : elle vaut à partir du {day}.")
    return pages.then(request, _PATH, said.format(name=made.name, day=event_times.day(made.since)))


@router.post(f"{_PATH}/{{designation:int}}/fin")
def end(opened: Opened, request: Request, visitor: Approves, designation: int, typed: Typed) -> Response:
    """End a designation."""
    filled = forms.read(Ended, typed)
    if filled.model is None:
        return pages.then(request, _PATH, _("Donnez le dernier jour de cette désignation."))
    try:
        ended = verbs.end(opened, designation, filled.model.until, visitor.actor)
    except FieldRefused as problem:
        return pages.then(request, _PATH, forms.sentence(problem))
    day = event_times.day(filled.model.until)
    return pages.then(request, _PATH, _("La désignation de {name} finit le {day}.").format(name=ended.name, day=day))


def _page(opened: Opened, request: Request, filled: Filled[Designated]) -> Response:
    today = clock.today(opened.clock)
    sides = designation_board.look(opened)
    return pages.page(
        request, "approvals/designated.html", status=422 if filled.errors else 200, filled=filled, sides=sides,
        today=today, options=[(one.code, one.name) for one in sides],
        roles=[(one.value, _(words)) for one, words in verbs.ROLES.items()],
    )  # fmt: skip
