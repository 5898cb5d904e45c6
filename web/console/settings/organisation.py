"""« Votre lettre »: its name, who publishes it, and why its readers may be written to."""

from __future__ import annotations

import dataclasses
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting.getting_started import Step
from campaigns.editorial import imprints
from campaigns.editorial.imprints import Entry
from lists import mailing_lists
from runtime.errors import FieldRefused
from runtime.language import N_, _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/organisation"
_OPEN, _CLOSED = "ouvertes", "fermees"
_ARCHIVES = (
    (_OPEN, N_("ouvertes à tous : articles, numéros et flux")),
    (_CLOSED, N_("fermées : une lettre ne se lit que par son propre lien")),
)


class Letter(forms.Model):
    """What a letter says of itself."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    publisher: Annotated[str, Field(min_length=1, max_length=200)]
    director: Annotated[str, Field(max_length=200)] = ""
    postal: Annotated[str, Field(min_length=1, max_length=500)]
    basis: str
    note: Annotated[str, Field(max_length=500)] = ""
    #: These are not asked in the first run.
    why: Annotated[str | None, Field(max_length=300)] = None
    first_number: Annotated[int | None, Field(ge=1, le=imprints.MOST_NUMBER)] = None
    archive: Annotated[str | None, Field(pattern="ouvertes|fermees")] = None


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form, as it is filled today."""
    entry = chosen.letter(request, visitor, opened)
    known = entry.imprint
    values = dataclasses.asdict(known) | {
        "basis": known.basis or "legitimate_interest",
        "archive": _OPEN if known.has_archive else _CLOSED,
    }
    return _page(request, entry, Filled(values, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep what was typed, or show it again with what is wrong."""
    entry, filled = chosen.letter(request, visitor, opened), forms.read(Letter, typed)
    if filled.model is not None:
        said = filled.model
        archive = None if said.archive is None else said.archive == _OPEN
        asked = imprints.Change(**said.model_dump(exclude={"archive"}), has_archive=archive)
        try:
            imprints.change(opened, asked, visitor.actor, publication=entry.imprint.name)
            return steps.on(request, Step.ORGANISATION)
        except FieldRefused as problem:
            filled = filled.refused(problem)
    return _page(request, entry, filled, 422)


def _page(request: Request, entry: Entry, filled: Filled[Letter], status: int = 200) -> Response:
    bases = [(key, _(words)) for key, words in mailing_lists.BASIS_NAMES.items()]
    frame = steps.shown(request, Step.ORGANISATION, chosen.way(request, entry))
    return pages.page(
        request,
        "settings/organisation.html",
        status=status,
        form=filled,
        bases=bases,
        archives=[(key, _(words)) for key, words in _ARCHIVES],
        **frame,
    )
