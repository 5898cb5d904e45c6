"""« La lettre de bienvenue »: what is written to whoever has just subscribed, beside the letter itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from accounts.visitors import Visitor
from campaigns.acting.series import welcome_proofs
from campaigns.post.welcomes import welcome_letters
from campaigns.post.welcomes.welcome_letters import Change
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _
from web import letter_frames
from web.console import forms, pages, sent_forms
from web.console.sent_forms import Sent
from web.console.settings import chosen
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/bienvenue"


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the letter of welcome as it is set."""
    return _page(request, visitor, opened)


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, sent: Sent) -> Response:
    """Keep what was typed, or show it again with what is wrong."""
    name = chosen.letter(request, visitor, opened).imprint.name
    try:
        kept = welcome_letters.change(opened, _asked(sent.values), visitor.actor, publication=name)
    except FieldRefused as problem:
        return _page(request, visitor, opened, sent.values, problem)
    on, off = _("Lettre de bienvenue enregistrée."), _("Enregistré : la lettre de bienvenue n’est pas envoyée.")
    return pages.then(request, _here(request), on if kept.is_on else off)


@router.post(f"{_PATH}/essai")
def try_(request: Request, visitor: Administers, opened: Opened, sent: Sent) -> Response:
    """Keep what was typed, and send the letter to the visitor alone."""
    name = chosen.letter(request, visitor, opened).imprint.name
    try:
        welcome_letters.change(opened, _asked(sent.values), visitor.actor, publication=name)
        told = welcome_proofs.send(opened, visitor.email, visitor.actor, mark=_("[Essai]"), publication=name)
    except FieldRefused as problem:
        return _page(request, visitor, opened, sent.values, problem)
    except RelaisError as problem:
        return pages.then(request, _here(request), _("L’essai n’est pas parti. {why}").format(why=problem))
    if told.refused:
        why = next(iter(told.refused.values()))
        return pages.then(request, _here(request), _("L’essai n’est pas parti : {why}.").format(why=why))
    sentence = _("Texte enregistré, et un essai est parti vers {email}.")
    return pages.then(request, _here(request), sentence.format(email=visitor.email))


@router.get(f"{_PATH}/apercu")
def preview(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the letter as it is kept."""
    name = chosen.letter(request, visitor, opened).imprint.name
    try:
        return letter_frames.framed_block(opened, welcome_proofs.preview(opened, Change(), name))
    except RelaisError as problem:
        return letter_frames.refused(str(problem))


@router.post(f"{_PATH}/apercu")
def draft(request: Request, visitor: Administers, opened: Opened, sent: Sent) -> Response:
    """Show the letter with what is typed and not saved."""
    name = chosen.letter(request, visitor, opened).imprint.name
    try:
        return letter_frames.framed_block(opened, welcome_proofs.preview(opened, _asked(sent.values), name))
    except FieldRefused as problem:
        return JSONResponse({"sentence": forms.sentence(problem)}, 422)
    except RelaisError as problem:
        return JSONResponse({"sentence": str(problem)}, 422)


def _asked(values: Mapping[str, Any]) -> Change:
    return Change(
        is_on=values.get("on") == "1",
        subject=str(values.get("subject") or ""),
        body=sent_forms.body(values),
        shows_last=values.get("last") == "1",
    )


def _here(request: Request) -> str:
    asked = request.query_params.get(chosen.LETTER)
    return f"{_PATH}?{chosen.LETTER}={asked}" if asked else _PATH


def _page(
    request: Request,
    visitor: Visitor,
    opened: Installation,
    values: Mapping[str, Any] | None = None,
    problem: FieldRefused | None = None,
) -> Response:
    entry = chosen.letter(request, visitor, opened)
    name = entry.imprint.name
    kept = welcome_letters.show(opened, name)
    typed, document = values, json.dumps(kept.body, ensure_ascii=False)
    if values is None:
        typed = {"on": "1" if kept.is_on else "", "last": "1" if kept.shows_last else "", "subject": kept.subject}
    elif isinstance(body := sent_forms.body(values), dict) and body:
        document = json.dumps(body, ensure_ascii=False)
    return pages.page(
        request, "series/welcome.html", status=422 if problem else 200, publication_id=entry.id, letter=name, kept=kept,
        way=chosen.way(request, entry), values=forms.Texts(typed or {}), document=document,
        markdown=(values or {}).get("body_markdown") or kept.markdown,
        errors=forms.Texts({problem.field: forms.sentence(problem)} if problem else {}),
        asked=f"?{chosen.LETTER}={entry.id}",
    )  # fmt: skip
