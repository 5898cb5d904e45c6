"""The design of one issue: the very letter in each, small, and the choice."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from campaigns.acting import issue_desk, looking
from campaigns.acting.looking import View
from campaigns.editorial import design_choices, issue_corrections
from runtime.errors import RelaisError
from runtime.language import _
from templates import designs
from web import letter_frames
from web.console import forms, pages, visitors
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
_PATH = "/numeros/{issue_id:int}/presentation"


class Choice(forms.Model):
    """The key of a design; empty for that of the publication."""

    design: str = ""


@router.api_route(_PATH, methods=["GET", "HEAD"])
def show(request: Request, _visitor: Reads, opened: Opened, issue_id: int) -> Response:
    """Show the issue in each design."""
    chosen, desk = design_choices.of_issue(opened, issue_id), issue_desk.open_(opened, issue_id)
    return pages.page(
        request, "presentation/issue.html", publication_id=desk.publication_id, desk=desk, chosen=chosen,
        issue_id=issue_id, designs=designs.listed(), current=chosen.own.key if chosen.own else "",
    )  # fmt: skip


@router.post(_PATH)
def choose(request: Request, visitor: Writes, opened: Opened, issue_id: int, typed: Typed) -> Response:
    """Keep the choice."""
    chosen = design_choices.of_issue(opened, issue_id)
    visitors.require(request, visitor, Role.WRITE, chosen.publication_id)
    asked = Choice.model_validate(dict(typed))
    issue_corrections.amend(opened, issue_id, issue_corrections.Lines(design=asked.design), visitor.actor)
    said = _("Présentation enregistrée : {design}.").format(
        design=design_choices.of_issue(opened, issue_id).in_force.name
    )
    return pages.then(request, request.url.path, said)


@router.api_route(f"{_PATH}/{{design}}", methods=["GET", "HEAD"])
def frame(_visitor: Reads, opened: Opened, issue_id: int, design: str) -> Response:
    """Show the letter in one design."""
    try:
        look = looking.look(opened, issue_id, design=designs.known(design).key)
    except RelaisError as problem:
        return letter_frames.refused(str(problem))
    return letter_frames.framed(look.shown(View.LIGHT))
