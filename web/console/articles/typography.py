"""« Typographie »: what would be corrected in an article, word by word, accepted one by one or all."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from campaigns.editorial import publications, typography_fixes, word_differences
from runtime.language import ngettext
from web.console import pages
from web.console.articles.history import label
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()


@router.get("/articles/{item_id:int}/typographie")
def show(request: Request, visitor: Reads, opened: Opened, item_id: int) -> Response:
    """Show each change, and what is left to a person."""
    letter = publications.name(opened, visitor.publication_id)
    found = typography_fixes.rehearse(opened, item_id, publication=letter)
    changes = [
        (number, label(field), word_differences.words(one.before, one.after))
        for number, (field, one) in enumerate(found.changes)
    ]
    alerts = [(label(field), one.message) for field, one in found.alerts]
    return pages.page(request, "articles/typography.html", item_id=item_id, changes=changes, alerts=alerts)


@router.post("/articles/{item_id:int}/typographie")
def accept(request: Request, visitor: Writes, opened: Opened, item_id: int, typed: Typed) -> Response:
    """Accept one change, by its number, or all."""
    letter, number = publications.name(opened, visitor.publication_id), str(typed.get("change") or "")
    if number.isdigit():
        left = len(typography_fixes.accept(opened, item_id, {int(number)}, visitor.actor, publication=letter).changes)
        sentence = ngettext("Correction acceptée, {n} reste.", "Correction acceptée, {n} restent.", left).format(n=left)
        return pages.then(request, f"/articles/{item_id}/typographie", sentence)
    many = len(typography_fixes.mend(opened, item_id, visitor.actor, publication=letter).changes)
    sentence = ngettext("{n} correction acceptée.", "{n} corrections acceptées.", many).format(n=many)
    return pages.then(request, f"/articles/{item_id}", sentence)
