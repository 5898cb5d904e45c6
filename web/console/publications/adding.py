"""A letter is added: with its own mailing list, its own mentions, its own readers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.editorial import imprints
from runtime.errors import FieldRefused
from runtime.language import _
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.settings import chosen
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = f"{chosen.PATH}/nouvelle"


class Letter(forms.Model):
    """What a letter is called, by people and in addresses."""

    name: Annotated[str, Field(min_length=1, max_length=120)]
    slug: Annotated[str, Field(max_length=60)] = ""


@router.get(_PATH)
def show(request: Request, visitor: Administers) -> Response:
    """Show the form."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return _page(request, Filled({}, {}, None))


@router.post(_PATH)
def add(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Add the letter, or show again what was typed and what is wrong."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled = forms.read(Letter, typed)
    if filled.model is not None:
        said = filled.model
        try:
            made = imprints.add(opened, said.name, visitor.actor, slug=said.slug or None)
            sentence = _("« {name} » est ajoutée. Il reste à dire qui l’écrit.").format(name=made.imprint.name)
            return pages.then(request, f"{chosen.PATH}/{made.id}", sentence)
        except FieldRefused as problem:
            filled = filled.refused(problem)
    return _page(request, filled, 422)


def _page(request: Request, filled: Filled[Letter], status: int = 200) -> Response:
    return pages.page(request, "publications/add.html", status=status, form=filled)
