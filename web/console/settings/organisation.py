"""« Votre lettre »: its name, who publishes it, and why its readers may be written to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting.getting_started import Step
from campaigns.editorial import imprints
from campaigns.editorial.imprints import Entry
from lists import mailing_lists
from runtime.errors import FieldRefused
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/organisation"


class Letter(forms.Model):
    """What a letter says of itself."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    publisher: Annotated[str, Field(min_length=1, max_length=200)]
    director: Annotated[str, Field(max_length=200)] = ""
    postal: Annotated[str, Field(min_length=1, max_length=500)]
    basis: str
    note: Annotated[str, Field(max_length=500)] = ""


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form, as it is filled today."""
    entry = chosen.letter(request, visitor, opened)
    known = entry.imprint
    values = known.as_json() | {"basis": known.basis or "legitimate_interest"}
    return _page(request, entry, Filled(values, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep what was typed, or show it again with what is wrong."""
    entry, filled = chosen.letter(request, visitor, opened), forms.read(Letter, typed)
    if filled.model is not None:
        asked = imprints.Change(**filled.model.model_dump())
        try:
            imprints.change(opened, asked, visitor.actor, publication=entry.imprint.name)
            return steps.on(request, Step.ORGANISATION)
        except FieldRefused as problem:
            filled = filled.refused(problem)
    return _page(request, entry, filled, 422)


def _page(request: Request, entry: Entry, filled: Filled[Letter], status: int = 200) -> Response:
    bases = [(key, _(words)) for key, words in mailing_lists.BASIS_NAMES.items()]
    frame = steps.shown(request, Step.ORGANISATION, chosen.way(request, entry))
    return pages.page(request, "settings/organisation.html", status=status, form=filled, bases=bases, **frame)
