"""« Kit à relayer »: what missions locales pass on, and which of them took it.

Where no convention asks for it there is no such screen.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.editorial import documents, event_times
from campaigns.partnership.kit import preparing
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from web import errors
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
_PATH = "/convention/kit"


class Content(forms.Model):
    """What the kit holds."""

    text: str = ""
    documents: tuple[str, ...] = ()


@router.api_route(_PATH, methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, _visitor: Reads) -> Response:
    """Show what it holds, and who took it."""
    return _page(opened, request, None)


@router.post(_PATH)
def prepare(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Say what it holds."""
    _require(opened)
    filled = forms.read(Content, typed)
    if filled.model is not None:
        try:
            preparing.set_(opened, filled.model.text, filled.model.documents, visitor.actor)
        except FieldRefused as problem:
            filled = filled.refused(problem)
        else:
            return pages.then(request, _PATH, _("Le kit est enregistré : les prochaines lettres le proposent."))
    return _page(opened, request, filled, status=422)


def _require(opened: Installation) -> None:
    if not preparing.is_open(opened):
        raise errors.NotFound


def _page(opened: Installation, request: Request, filled: Filled[Content] | None, status: int = 200) -> Response:
    _require(opened)
    kit = preparing.show(opened)
    return pages.page(
        request,
        "convention/kit.html",
        status=status,
        kit=kit,
        form=filled.values if filled else {"text": kit.text, "documents": list(kit.documents)},
        errors=filled.errors if filled else forms.Texts(),
        names=[(name, name) for name in dict.fromkeys(one.name for one in documents.listed(opened))],
        day=event_times.day,
    )
