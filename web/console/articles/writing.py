"""Writing an article: its form that saves by itself, its block beside, what it lacks, who else is here."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from accounts.visitors import Visitor
from campaigns.acting import item_preview
from campaigns.checking import item_lacks, item_listing
from campaigns.editorial import (
    event_times,
    item_errors,
    item_writing,
    labels,
    presences,
    target_words,
    territory_words,
    wordings,
)
from campaigns.editorial.item_writing import Sheet
from campaigns.partnership.meetings import listing as meetings
from runtime import clock
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _, ngettext
from web import letter_frames
from web.console import pages, people
from web.console.articles import sheets
from web.console.articles.listing import STAGES
from web.console.articles.sheets import Sending, Sent
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()


@router.get("/articles/{item_id:int}")
def show(request: Request, visitor: Reads, opened: Opened, item_id: int) -> Response:
    """Show the form of an article."""
    return _page(request, visitor, opened, item_writing.sheet(opened, item_id))


@router.post("/articles/{item_id:int}")
def save(request: Request, visitor: Writes, opened: Opened, item_id: int, sent: Sending) -> Response:
    """Save the form; as JSON while one writes, or as a form with its button."""
    try:
        saved = item_writing.written(opened, item_id, sent.said, sent.body, sent.version, visitor.actor)
    except item_errors.EditedMeanwhile as problem:
        return _conflict(request, opened, item_id, sent, problem)
    errors = sheets.mistakes(sent, saved.refused)
    if not sent.is_json:
        if errors:
            sheet = item_writing.sheet(opened, item_id)
            return _page(request, visitor, opened, sheet, status=422, typed=sent.typed, errors=errors)
        return pages.then(request, f"/articles/{item_id}", _("Article enregistré."))
    answer: dict[str, Any] = {
        "version": saved.version,
        "saved_at": event_times.hour(clock.in_paris(saved.at)),
        "fragments": {"manque": pages.part("articles/lacks.html", lacks=item_lacks.of(opened, item_id))},
    }
    return JSONResponse(answer | ({"errors": errors} if errors else {}), 422 if errors else 200)


@router.get("/articles/{item_id:int}/apercu")
def preview(visitor: Reads, opened: Opened, item_id: int) -> HTMLResponse:
    """Show the block as it was saved."""
    return letter_frames.framed_block(
        opened, item_preview.block(opened, item_id, publication_id=visitor.publication_id)
    )


@router.post("/articles/{item_id:int}/apercu")
def try_(visitor: Reads, opened: Opened, item_id: int, sent: Sending) -> Response:
    """Show the block with what is typed and not saved."""
    try:
        block = item_preview.block(opened, item_id, sent.said, sent.body, publication_id=visitor.publication_id)
    except RelaisError as problem:
        return JSONResponse({"sentence": str(problem)}, 422)
    return letter_frames.framed_block(opened, block)


@router.post("/articles/{item_id:int}/presence")
def attend(visitor: Writes, opened: Opened, item_id: int) -> JSONResponse:
    """Note that somebody writes here, and say who else does."""
    others = presences.here(opened, f"item:{item_id}", visitor.actor, visitor.name)
    return JSONResponse({"sentence": " ".join(map(_here, others))})


@router.post("/articles/{item_id:int}/pret")
def ready(request: Request, visitor: Writes, opened: Opened, item_id: int, sent: Sending) -> Response:
    """Save the form, and say that the article may go into an issue."""
    if sent.version:
        saved = save(request, visitor, opened, item_id, sent)
        if saved.status_code != pages.SEE_OTHER:
            return saved
    try:
        item_writing.ready(opened, item_id, visitor.actor)
    except item_errors.NotReady as problem:
        sheet = item_writing.sheet(opened, item_id)
        return _page(request, visitor, opened, sheet, status=422, errors={"title": str(problem)})
    return pages.then(request, f"/articles/{item_id}", _("Article prêt : il peut entrer dans un numéro."))


@router.post("/articles/{item_id:int}/image")
def choose(request: Request, visitor: Writes, opened: Opened, item_id: int, typed: Typed) -> Response:
    """Put a picture of the library above the text."""
    name = str(typed.get("image") or "")
    seen = item_writing.sheet(opened, item_id).version
    item_writing.written(opened, item_id, {"image": name}, None, seen, visitor.actor)
    return pages.then(request, f"/articles/{item_id}#image_alt", _("Image choisie."))


@router.post("/articles/{item_id:int}/brouillon")
def unready(request: Request, visitor: Writes, opened: Opened, item_id: int) -> Response:
    """Make a draft again of an article."""
    item_writing.unready(opened, item_id, visitor.actor)
    return pages.then(request, f"/articles/{item_id}", _("L’article est de nouveau un brouillon."))


def _page(
    request: Request,
    visitor: Visitor,
    opened: Installation,
    sheet: Sheet,
    *,
    status: int = 200,
    typed: Any = None,
    errors: Any = None,
) -> HTMLResponse:
    item_id = sheet.entry.id
    values = sheets.shown(sheet) | dict(typed or {}) | {"version": str(sheet.version)}
    lacks = item_lacks.of(opened, item_id)
    kind, word, _chip = STAGES[item_listing.stage_of(sheet.entry.state, len(lacks))]
    others = presences.others(opened, f"item:{item_id}", visitor.actor)
    words = wordings.today(opened)
    kinds, audiences = labels.item_types(words).items(), target_words.kinds(words).items()
    return pages.page(
        request, "articles/write.html", status=status, sheet=sheet, item_id=item_id, values=values, errors=errors or {},
        title=labels.titled(sheet.entry.title), kinds=[(key, _capital(name)) for key, name in kinds],
        document=json.dumps(dict(sheet.body), ensure_ascii=False),
        meetings=_meetings(opened, values.get("meeting", "")),
        lacks=lacks, kind=kind, word=_(word), others=" ".join(map(_here, others)),
        audiences=[("", _("Tout le monde")), *((key, _capital(name)) for key, name in audiences)],
        places=territory_words.known(clock.in_paris(opened.clock.now()).date()), markdown=values.get("body_markdown"),
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _conflict(
    request: Request,
    opened: Installation,
    item_id: int,
    sent: Sent,
    problem: item_errors.EditedMeanwhile,
) -> Response:
    sheet = item_writing.sheet(opened, item_id)
    who, at = people.named(opened, problem.actor), event_times.hour(clock.in_paris(problem.at))
    if sent.is_json:
        return JSONResponse({"theirs": sheets.theirs(sheet), "who": who, "at": at}, 409)
    hers = sheets.shown(sheet) | {"body_markdown": sheet.markdown}
    rows = [(_(label), sent.typed.get(key, ""), hers[key]) for key, label in sheets.COMPARED]
    rows.append((_("Texte"), sent.typed.get("body_markdown", ""), sheet.markdown))
    return pages.page(
        request, "conflict.html", status=409, typed=sent.typed, version=sheet.version, here=f"/articles/{item_id}",
        crumbs=[("/articles", _("Articles")), (f"/articles/{item_id}", _("L’article"))],
        lead=_("{who} a enregistré cet article à {at}. Rien n’est perdu : voici les deux textes.").format(
            who=who, at=at
        ),
        rows=[row for row in rows if row[1].strip() != row[2].strip()], hint=_("Le sien reste dans l’historique."),
    )  # fmt: skip


def _meetings(opened: Installation, said: str) -> list[tuple[str, str]]:
    """Return the meetings that an article may name, and what it says if that is none of them."""
    known = list(meetings.names(opened))
    return known if not known or not said or said in dict(known) else [*known, (said, said)]


def _here(other: presences.Other) -> str:
    if other.minutes < 1:
        return _("{name} vient d’ouvrir cet article.").format(name=other.name)
    words = ngettext("{name} écrit ici depuis {n} minute.", "{name} écrit ici depuis {n} minutes.", other.minutes)
    return words.format(name=other.name, n=other.minutes)
