"""One issue as it is composed: sections, articles at their places, remarks; each change is a form of its own.

Its lines save themselves: see `lines`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from campaigns.acting import arranging_sections, issue_desk
from campaigns.checking import reviewing
from campaigns.editorial import (
    commenting,
    issue_corrections,
    issue_lines,
    issue_typography,
    outlines,
    presences,
    taking_over,
)
from runtime.language import _, ngettext
from web.console import forms, pages
from web.console.forms import Typed
from web.console.issues import letters
from web.console.issues.rights import ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}")
_LAST = 10_000


class Place(forms.Model):
    """Where an article goes: 0 is the first place of a section, nothing the last."""

    item: int
    section: str
    place: int = _LAST


class SectionPlace(forms.Model):
    """Where a section goes; 0 is the first place."""

    item: str
    place: int


class Way(StrEnum):
    """How a section moves."""

    UP = "monter"
    DOWN = "descendre"


class Added(forms.Model):
    """Articles that wait, for one section."""

    section: str
    items: tuple[int, ...] = ()


class Remark(forms.Model):
    """What a colleague says; without an article, of the whole issue."""

    text: Annotated[str, Field(min_length=1, max_length=commenting.LONGEST)]
    item: int | None = None


class Settling(StrEnum):
    """What becomes of a remark."""

    RESOLVE = "regler"
    REOPEN = "rouvrir"


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, visitor: ReadsHere, issue_id: int) -> Response:
    """Show the outline beside the letter."""
    del visitor
    return composer(opened, request, issue_id)


@router.post("/articles")
def add(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Place articles that wait at the end of a section."""
    asked = forms.read(Added, typed).model
    if asked is None or not asked.items:
        return pages.then(request, f"/numeros/{issue_id}", _("Cochez au moins un article."))
    outlines.fill(opened, issue_id, asked.items, asked.section, visitor.actor)
    many = len(asked.items)
    said = ngettext("{n} article est placé.", "{n} articles sont placés.", many).format(n=many)
    return pages.then(request, f"/numeros/{issue_id}", said)


@router.post("/ordre")
def move(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Put an article at a place of a section: where it was dropped, or at the end of one that was chosen."""
    asked = forms.read(Place, typed).model
    if asked is None:
        return pages.then(request, f"/numeros/{issue_id}", _("Choisissez la rubrique."))
    issue_corrections.move(opened, issue_id, asked.item, asked.place + 1, visitor.actor, section=asked.section)
    return pages.then(request, f"/numeros/{issue_id}", _("L’article est déplacé."))


@router.post("/rubriques")
def arrange(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Put a section where it was dropped, among those that the outline shows."""
    asked = forms.read(SectionPlace, typed).model
    if asked is not None:
        arranging_sections.move(opened, issue_id, asked.item, asked.place, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("L’ordre des rubriques est changé."))


@router.post("/rubriques/{key}/{way}")
def step(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, key: str, way: Way) -> Response:
    """Move a section up or down by one."""
    arranging_sections.step(opened, issue_id, key, -1 if way is Way.UP else 1, visitor.actor)
    said = _("La rubrique est montée.") if way is Way.UP else _("La rubrique est descendue.")
    return pages.then(request, f"/numeros/{issue_id}", said)


@router.post("/articles/{item_id:int}/monter")
def rise(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, item_id: int) -> Response:
    """Move an article up by one."""
    taking_over.step(opened, issue_id, item_id, -1, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("L’article est monté."))


@router.post("/articles/{item_id:int}/descendre")
def sink(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, item_id: int) -> Response:
    """Move an article down by one."""
    taking_over.step(opened, issue_id, item_id, 1, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("L’article est descendu."))


@router.post("/articles/{item_id:int}/retirer")
def take_out(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, item_id: int) -> Response:
    """Take an article out; it waits again."""
    issue_corrections.take_out(opened, issue_id, [item_id], visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("L’article est retiré ; il est de nouveau en attente."))


@router.post("/articles/{item_id:int}/garder")
def accept(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, item_id: int) -> Response:
    """Say that what was taken over is right as it is."""
    taking_over.accept(opened, issue_id, item_id, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("C’est noté : cet article est voulu tel quel."))


@router.post("/remarques")
def say(opened: Opened, request: Request, visitor: ReadsHere, issue_id: int, typed: Typed) -> Response:
    """Add a remark; whoever reads may say something."""
    asked = forms.read(Remark, typed).model
    if asked is None:
        return pages.then(request, f"/numeros/{issue_id}#remarques", _("Écrivez votre remarque."))
    commenting.say(opened, issue_id, asked.text, visitor.actor, name=visitor.name, item=asked.item)
    return pages.then(request, f"/numeros/{issue_id}#remarques", _("Votre remarque est ajoutée."))


@router.post("/remarques/{comment_id:int}/{act}")
def settle(
    opened: Opened, request: Request, visitor: ReadsHere, issue_id: int, comment_id: int, act: Settling
) -> Response:
    """Settle a remark, or open it again."""
    resolved = act is Settling.RESOLVE
    commenting.settle(opened, issue_id, comment_id, visitor.actor, name=visitor.name, resolved=resolved)
    said = _("La remarque est réglée.") if resolved else _("La remarque est rouverte.")
    return pages.then(request, f"/numeros/{issue_id}#remarques", said)


@router.post("/presence")
def attend(opened: Opened, visitor: WritesHere, issue_id: int) -> JSONResponse:
    """Note that somebody composes here, and say who else does."""
    others = presences.here(opened, f"issue:{issue_id}", visitor.actor, visitor.name)
    return JSONResponse({"sentence": " ".join(map(_here, others))})


@router.post("/corriger")
def mend(opened: Opened, request: Request, visitor: WritesHere, issue_id: int) -> Response:
    """Mend the typography of the issue and its articles."""
    found = issue_typography.mend(opened, issue_id, visitor.actor)
    many = found.count
    said = ngettext("{n} correction est faite.", "{n} corrections sont faites.", many).format(n=many)
    return pages.then(request, f"/numeros/{issue_id}/controles", said if many else _("Rien n’était à corriger."))


def composer(
    opened: Opened, request: Request, issue_id: int, typed: Mapping[str, str] | None = None, errors: Any = None
) -> Response:
    """Return the page of the outline; with what was typed into the lines, and what is wrong with it."""
    desk = issue_desk.open_(opened, issue_id)
    look, problem = letters.look(opened, issue_id)
    lines = issue_lines.sheet(opened, issue_id)
    return pages.page(
        request, "issues/compose.html", status=422 if errors else 200, publication_id=desk.publication_id,
        desk=desk, look=look, problem=problem, weight=letters.weight(look) if look else "",
        lines=dict(lines.said) | dict(typed or {}), version=lines.version, errors=forms.Texts(errors or {}),
        beside=reviewing.beside(opened, issue_id, look.snapshot if look else None),
    )  # fmt: skip


def _here(other: presences.Other) -> str:
    if other.minutes < 1:
        return _("{name} compose aussi ce numéro en ce moment.").format(name=other.name)
    words = ngettext(
        "{name} compose aussi ce numéro depuis {n} minute.",
        "{name} compose aussi ce numéro depuis {n} minutes.",
        other.minutes,
    )
    return words.format(name=other.name, n=other.minutes)
