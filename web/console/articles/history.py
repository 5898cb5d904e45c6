"""« Historique »: who changed what in an article, word by word, and going back."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from campaigns.editorial import (
    event_times,
    item_versions,
    item_writing,
    labels,
    target_words,
    territory_words,
    word_differences,
    wordings,
)
from campaigns.editorial.item_versions import Change
from campaigns.editorial.wordings import Words
from runtime.language import _
from web.console import pages, people
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()


@router.get("/articles/{item_id:int}/historique")
def show(request: Request, _visitor: Reads, opened: Opened, item_id: int) -> Response:
    """Show the versions, newest first."""
    found, words = item_versions.history(opened, item_id), wordings.today(opened)
    versions = [
        {
            "number": one.number,
            "at": event_times.moment(one.at),
            "who": people.named(opened, one.actor),
            "changes": [(label(change.field), word_differences.words(*_read(change, words))) for change in one.changes],
        }
        for one in reversed(found.versions)
    ]
    return pages.page(
        request, "articles/history.html", item_id=item_id, title=labels.titled(found.item.title), versions=versions
    )


@router.post("/articles/{item_id:int}/historique/{number:int}")
def restore(request: Request, visitor: Writes, opened: Opened, item_id: int, number: int) -> Response:
    """Make the article what it was."""
    item_writing.restored(opened, item_id, number, visitor.actor)
    return pages.then(request, f"/articles/{item_id}", _("Version {n} rétablie.").format(n=number))


def _read(change: Change, words: Words) -> tuple[str, str]:
    """Return both values as people know them: no code, no name of a file that nobody gave."""
    before, after = change.before, change.after
    if change.field == "image":
        return _("une image") if before else "", _("une autre image") if before and after else after and _("une image")
    said = _WORDS.get(change.field, _as_it_is)
    return said(before, words) if before else "", said(after, words) if after else ""


def _as_it_is(value: str, _words: Words) -> str:
    return value


#: What stands in a field as codes -> its words.
_WORDS: dict[str, Callable[[str, Words], str]] = {
    "type": labels.item_type,
    "territory": lambda codes, _words: territory_words.written(codes.split(", ")),
    "for": lambda codes, words: ", ".join(target_words.kind(one, words) for one in codes.split(", ")),
    "date": lambda iso, _words: event_times.span(iso, ""),
    "end": lambda iso, _words: event_times.span(iso, ""),
}


def label(field: str) -> str:
    """Return the words for a field, as a heading."""
    words = labels.field(field)
    return words[:1].upper() + words[1:]
