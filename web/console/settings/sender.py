"""« L’expéditeur »: the name and the address that readers see, and where their answers go."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting.getting_started import Step
from campaigns.editorial import imprints
from campaigns.editorial.imprints import Entry
from runtime.errors import FieldRefused
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/expediteur"


class Sender(forms.Model):
    """Who writes."""

    sender: Annotated[str, Field(min_length=1, max_length=120)]
    address: Annotated[str, Field(min_length=1, max_length=254)]
    reply_to: Annotated[str, Field(max_length=254)] = ""


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form, as it is filled today."""
    entry = chosen.letter(request, visitor, opened)
    known = entry.imprint
    name, address = parseaddr(known.sender)
    values = {"sender": name or known.publisher, "address": address, "reply_to": known.reply_to or visitor.email}
    return _page(request, entry, Filled(values, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep what was typed, or show it again with what is wrong."""
    entry, filled = chosen.letter(request, visitor, opened), forms.read(Sender, typed)
    if filled.model is not None:
        said = filled.model
        asked = imprints.Change(sender=(said.sender, said.address), reply_to=said.reply_to or said.address)
        try:
            imprints.change(opened, asked, visitor.actor, publication=entry.imprint.name)
            return steps.on(request, Step.SENDER)
        except FieldRefused as problem:
            filled = filled.refused(_at_its_field(problem, said.address))
    return _page(request, entry, filled, 422)


def _at_its_field(problem: FieldRefused, address: str) -> FieldRefused:
    """Name the field of an address: to the verb, the name and the address are one."""
    is_address = problem.field == "sender" and address in problem.reason
    return problem.renamed({"sender": "address"}) if is_address else problem


def _page(request: Request, entry: Entry, filled: Filled[Sender], status: int = 200) -> Response:
    frame = steps.shown(request, Step.SENDER, chosen.way(request, entry))
    return pages.page(request, "settings/sender.html", status=status, form=filled, **frame)
