"""The organisations: their list, and the file of one with its people and its signature."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import employers
from campaigns.editorial import event_times
from lists.contacts import directory as people
from lists.kinds import OrganisationKind
from lists.organisations import directory
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _, grouped, ngettext
from web.console import forms, pages
from web.console.contacts import kinds, listing, whose
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires/organisations"
_TEXT = Annotated[str, Query(max_length=200)]
_PAGE = Annotated[int, Query(ge=1, le=100_000)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Text = Annotated[str, Field(max_length=200)]


class Data(forms.Model):
    """What is known of an organisation."""

    name: Text = ""
    kind: Text = ""
    siren: Text = ""
    address: Text = ""
    postcode: Text = ""
    commune: Text = ""
    phone: Text = ""
    website: Text = ""


@router.api_route(PATH, methods=["GET", "HEAD"])
def listed(
    request: Request, visitor: Reads, opened: Opened, q: _TEXT = "", genre: _TEXT = "", page: _PAGE = 1
) -> Response:  # fmt: skip
    """Show the organisations."""
    kind = genre if genre in list(OrganisationKind) else ""
    found = directory.listed(opened, q, kind, page, whose.scope(opened, visitor))
    asked = {"q": q, "genre": kind}
    return pages.page(
        request, "contacts/organisations.html", found=found, q=q, kind=kind,
        asked={name: value for name, value in asked.items() if value}, kinds=kinds.named(opened),
        said=ngettext("{n} organisation", "{n} organisations", found.found).format(n=grouped(found.found)),
        named=dict(kinds.named(opened)),
    )  # fmt: skip


@router.api_route(f"{PATH}/{{number:int}}", methods=["GET", "HEAD"])
def show(request: Request, visitor: Reads, opened: Opened, number: Number) -> Response:
    """Show one."""
    return _page(request, opened, visitor, number, None)


@router.post(f"{PATH}/{{number:int}}")
def save(request: Request, visitor: Writes, opened: Opened, number: Number, typed: Typed) -> Response:
    """Put right what is known of it."""
    filled = forms.read(Data, typed)
    if filled.model is not None:
        given = filled.model.model_dump()
        scope = whose.scope(opened, visitor, Role.WRITE)
        try:
            changed = employers.amend(opened, number, given, scope=scope, actor=visitor.actor)
        except FieldRefused as problem:
            filled = filled.refused(problem)
        else:
            said = _("Fiche enregistrée.") if changed else _("Rien n’était à changer.")
            return pages.then(request, f"{PATH}/{number}", said)
    return _page(request, opened, visitor, number, filled)


def _page(
    request: Request, opened: Installation, visitor: Visitor, number: int, filled: Filled[Data] | None
) -> Response:
    scope = whose.scope(opened, visitor)
    found = employers.show(opened, number, scope)
    letters = whose.readers(opened, visitor)
    members = people.members(opened, number, letters[0].mailing_list_id, scope)
    return pages.page(
        request, "contacts/organisation.html", status=422 if filled and filled.errors else 200, one=found,
        data=filled.values if filled else forms.Texts(found.values), errors=filled.errors if filled else forms.Texts(),
        people=[listing.line(each) for each in members], kinds=kinds.named(opened),
        day=event_times.day, letter=letters[0], letters=letters, add=pages.query(organisation=found.values["name"]),
    )  # fmt: skip
