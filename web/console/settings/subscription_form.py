"""« Le formulaire d’inscription »: open or closed, its address, and the HTML that another site can carry."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.editorial import imprints
from campaigns.editorial.imprints import Entry
from campaigns.post.readers import signup_forms
from lists.errors import FormRefused
from runtime import settings
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/formulaire"
#: The button that closes the form.
_CLOSE = "fermer"


class Form(forms.Model):
    """The name of a form in addresses."""

    name: Annotated[str, Field(min_length=1, max_length=60)]


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show where readers subscribe, and what another site pastes."""
    entry = chosen.letter(request, visitor, opened)
    return _page(request, opened, entry, Filled({"name": entry.imprint.form or "lettre"}, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Open the form under a name, or close it."""
    entry, is_closed = chosen.letter(request, visitor, opened), _CLOSE in typed
    filled = Filled({}, {}, Form(name="-")) if is_closed else forms.read(Form, typed)
    if filled.model is not None:
        asked = imprints.Change(form="" if is_closed else filled.model.name)
        try:
            imprints.change(opened, asked, visitor.actor, publication=entry.imprint.name)
            said = _("Le formulaire est fermé.") if is_closed else _("Le formulaire est ouvert.")
            return pages.then(request, f"{_PATH}?{request.url.query}".rstrip("?"), said)
        except FormRefused as problem:
            filled = filled.refused(FieldRefused(field="name", reason=problem.reason))
    return _page(request, opened, entry, filled, 422)


def _page(
    request: Request, opened: Installation, entry: Entry, filled: Filled[Form], status: int = 200
) -> Response:  # fmt: skip
    name = entry.imprint.form
    address = f"{opened.settings.base_url}{signup_forms.PATH}{name}"
    words = signup_forms.form(opened, name).wording if name else ""
    return pages.page(
        request, "settings/subscription_form.html", status=status, form=filled, form_name=name, address=address,
        snippet=pages.part("settings/snippet.html", address=address, wording=words), close=_CLOSE,
        is_here_only=settings.is_loopback(opened.settings.base_url), way=chosen.way(request, entry),
        back=steps.back(request),
    )  # fmt: skip
