"""« Les couleurs et le logo »: two colours, refused when they could not be read, and a picture."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.datastructures import UploadFile

from campaigns.acting.getting_started import Step
from campaigns.editorial import imprints, letter_context, looks
from campaigns.errors import ImageRefused
from runtime.errors import BadInput, FieldRefused
from runtime.files import File
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/couleurs"


class Colours(forms.Model):
    """The two colours that a letter is known by."""

    brand: Annotated[str, Field(pattern=r"#[0-9a-fA-F]{6}")]
    accent: Annotated[str, Field(pattern=r"#[0-9a-fA-F]{6}")]


@router.get(_PATH)
def show(request: Request, _visitor: Administers, opened: Opened) -> Response:
    """Show the colours and the logo of today."""
    look = looks.show(opened, imprints.listed(opened)[0].imprint.name)
    return _page(request, look.logo, Filled(dict(look.colours), {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep both, or show again what was chosen and what is wrong."""
    filled = forms.read(Colours, typed)
    name = imprints.listed(opened)[0].imprint.name
    if filled.model is not None:
        colours = tuple(filled.model.model_dump().items())
        try:
            looks.change(opened, looks.LookChange(colours, logo=_file(typed)), visitor.actor, publication=name)
            return steps.on(request, Step.LOOK)
        except ImageRefused as problem:
            filled = filled.refused(FieldRefused(field="logo", reason=str(problem).rstrip(".")))
        except BadInput as problem:
            filled = filled.refused(FieldRefused(field="brand", reason=str(problem).rstrip(".")))
    return _page(request, looks.show(opened, name).logo, filled, 422)


def _file(typed: Typed) -> File | None:
    found = typed.get("logo")
    return File(found.filename, found.file.read()) if isinstance(found, UploadFile) and found.filename else None


def _page(request: Request, logo: str, filled: Filled[Colours], status: int = 200) -> Response:
    address = letter_context.IMAGE_PATH + logo if logo else ""
    frame = steps.shown(request, Step.LOOK)
    return pages.page(request, "settings/look.html", status=status, form=filled, logo=address, **frame)
