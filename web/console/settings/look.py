"""« Les couleurs et le logo »: two colours with the proof that they can be read, and a picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.datastructures import UploadFile

from campaigns.acting.getting_started import Step
from campaigns.editorial import letter_context, looks
from campaigns.editorial.imprints import Entry
from campaigns.errors import ImageRefused
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from templates.contrasts import Contrast
from templates.errors import ColoursRefused, ThemeRefused
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/couleurs"
#: The button that only measures.
_MEASURE = "mesurer"
#: The button that takes the logo away.
_NO_LOGO = "sans_logo"


class Colours(forms.Model):
    """The two colours that a letter is known by."""

    brand: Annotated[str, Field(pattern=r"#[0-9a-fA-F]{6}")]
    accent: Annotated[str, Field(pattern=r"#[0-9a-fA-F]{6}")]


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the colours and the logo of today."""
    entry = chosen.letter(request, visitor, opened)
    look = looks.show(opened, entry.imprint.name)
    return _page(request, opened, entry, Filled(dict(look.colours), {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep both, or show again what was chosen and what is wrong; or measure only."""
    entry, filled = chosen.letter(request, visitor, opened), forms.read(Colours, typed)
    if filled.model is None:
        return _page(request, opened, entry, filled, 422)
    if _MEASURE in typed:
        return _page(request, opened, entry, filled)
    asked = looks.LookChange(_colours(filled), logo=_file(typed), without_logo=_NO_LOGO in typed)
    try:
        looks.change(opened, asked, visitor.actor, publication=entry.imprint.name)
        return steps.on(request, Step.LOOK)
    except ImageRefused as problem:
        refused = FieldRefused(field="logo", reason=str(problem).rstrip("."))
    except ColoursRefused as problem:
        is_accent = problem.data["foreground"] == filled.model.accent.lower()
        field = "accent" if is_accent else "brand"
        refused = FieldRefused(field=field, reason=str(problem).rstrip("."))
    return _page(request, opened, entry, filled.refused(refused), 422)


def _colours(filled: Filled[Colours]) -> tuple[tuple[str, str], ...]:
    return tuple((name, filled.values[name]) for name in Colours.model_fields)


def _file(typed: Typed) -> File | None:
    found = typed.get("logo")
    return File(found.filename, found.file.read()) if isinstance(found, UploadFile) and found.filename else None


def _measured(opened: Installation, entry: Entry, filled: Filled[Colours]) -> tuple[Contrast, ...]:
    try:
        return looks.contrasts(opened, _colours(filled), entry.imprint.name)
    except ThemeRefused:  # what was sent is no colour
        return ()


def _page(
    request: Request, opened: Installation, entry: Entry, filled: Filled[Colours], status: int = 200
) -> Response:  # fmt: skip
    logo = looks.show(opened, entry.imprint.name).logo
    frame = steps.shown(request, Step.LOOK, chosen.way(request, entry))
    return pages.page(
        request, "settings/look.html", status=status, form=filled, measure=_MEASURE, no_logo=_NO_LOGO,
        logo=letter_context.IMAGE_PATH + logo if logo else "",
        contrasts=_measured(opened, entry, filled), **frame,
    )  # fmt: skip
