"""The design of the issues that have none of their own, seen on the newest."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.editorial import looks, outlines
from runtime.language import _
from templates import designs
from web.console import pages
from web.console.forms import Typed
from web.console.presentation.of_issue import Choice
from web.console.settings import chosen, steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/presentation"


@router.api_route(_PATH, methods=["GET", "HEAD"])
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the designs, on the newest issue: of the numbered ones, if there are any."""
    entry = chosen.letter(request, visitor, opened)
    name = entry.imprint.name
    issues = outlines.listed(opened, publication=name)
    shown = next((one.id for one in issues if one.number), issues[0].id if issues else None)
    return pages.page(
        request, "presentation/publication.html", issue_id=shown, designs=designs.listed(),
        current=looks.show(opened, name).design, letter=name, way=chosen.way(request, entry),
    )  # fmt: skip


@router.post(_PATH)
def choose(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep the choice."""
    asked = designs.known(Choice.model_validate(dict(typed)).design)
    entry = chosen.letter(request, visitor, opened)
    name = entry.imprint.name
    looks.change(opened, looks.LookChange(design=asked.key), visitor.actor, publication=name)
    return pages.then(request, steps.back(request), _("Présentation enregistrée : {design}.").format(design=asked.name))
