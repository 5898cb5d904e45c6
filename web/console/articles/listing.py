"""« Articles »: the list with its search, the bin, and beginning a new one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from campaigns.checking import item_listing
from campaigns.checking.item_listing import Line, Listing, Stage
from campaigns.editorial import event_times, item_writing, labels, recycling, wordings
from campaigns.editorial.recycling import DAYS
from campaigns.editorial.wordings import Words
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from web.console import pages
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
#: Stage -> the kind and the word of its sign, and the words of its chip.
STAGES = {
    Stage.DRAFT: ("draft", N_("brouillon"), N_("Brouillons")),
    Stage.LACKING: ("todo", N_("à compléter"), N_("À compléter")),
    Stage.READY: ("ready", N_("prêt"), N_("Prêts")),
    Stage.PUBLISHED: ("sent", N_("paru"), N_("Parus")),
}
_TEXT = Annotated[str, Query(max_length=200)]


@router.get("/articles")
def listed(
    request: Request, _visitor: Reads, opened: Opened, q: _TEXT = "", etat: _TEXT = "", page: int = 1
) -> Response:
    """Show the articles."""
    stage = Stage(etat) if etat in list(Stage) else None
    found = item_listing.listed(opened, q, stage, page)
    return _page(request, opened, "articles/list.html", found, q=q, stage=stage)


@router.get("/articles/corbeille")
def binned(request: Request, _visitor: Reads, opened: Opened, q: _TEXT = "", page: int = 1) -> Response:
    """Show what was deleted in the last month."""
    return _page(
        request, opened, "articles/bin.html", item_listing.listed(opened, q, page=page, binned=True), q=q, stage=None
    )


@router.get("/articles/nouveau")
def kinds(request: Request, _visitor: Writes, opened: Opened) -> Response:
    """Ask what the article is."""
    named = labels.item_types(wordings.today(opened)).items()
    return pages.page(
        request, "articles/new.html", kinds=[(key, words[:1].upper() + words[1:]) for key, words in named]
    )


@router.post("/articles/nouveau")
def begin(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Begin a draft."""
    kind = str(typed.get("type") or "")
    known = {one.value for one in labels.TYPES}
    begun = item_writing.blank(opened, visitor.actor, **({"kind": kind} if kind in known else {}))
    return pages.then(request, f"/articles/{begun.entry.id}")


@router.post("/articles/{item_id:int}/corbeille")
def delete(request: Request, visitor: Writes, opened: Opened, item_id: int) -> Response:
    """Put an article into the bin."""
    recycling.delete_items(opened, [item_id], visitor.actor)
    return pages.then(request, "/articles", _("Article mis à la corbeille : il y reste 30 jours."))


@router.post("/articles/{item_id:int}/retablir")
def restore(request: Request, visitor: Writes, opened: Opened, item_id: int) -> Response:
    """Take an article out of the bin."""
    recycling.restore_items(opened, [item_id], visitor.actor)
    return pages.then(request, f"/articles/{item_id}", _("Article rétabli."))


def _page(
    request: Request, opened: Installation, name: str, found: Listing, *, q: str, stage: Stage | None
) -> Response:
    words = wordings.today(opened)
    chips = [("", _("Tous"), found.total), *((one, _(STAGES[one][2]), found.counts[one]) for one in Stage)]
    said = ngettext("{n} article", "{n} articles", found.found).format(n=found.found)
    return pages.page(
        request, name, found=found, lines=[_line(one, words) for one in found.lines], chips=chips, q=q,
        stage=stage or "", said=said, days=DAYS,
    )  # fmt: skip


def _line(line: Line, words: Words) -> dict[str, object]:
    kind, word, _chip = STAGES[line.stage]
    return {
        "id": line.entry.id, "title": labels.titled(line.entry.title), "type": labels.item_type(line.entry.type, words),
        "kind": kind, "word": _(word), "lacking": line.lacking, "intro": line.intro, "image": line.image,
        "on": event_times.day(line.created_at.date()),
        "deleted": event_times.day(line.deleted_at.date()) if line.deleted_at else "",
    }  # fmt: skip
