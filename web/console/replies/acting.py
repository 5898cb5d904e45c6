"""What may be done with a letter: answer it, follow what it proposes or not, class it, keep it for later."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.replies import answering, deciding, settling, threads
from campaigns.acting.replies.errors import ContactGone, LetterUnknown, NothingProposed
from campaigns.acting.replies.offers import Proposal
from campaigns.errors import NothingToUndo, SenderUnclear, UnknownPending
from campaigns.post.returns.pending import Decision
from lists.errors import ListsError
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _
from templates.errors import TextRefused
from web.console import forms, pages
from web.console.forms import Typed
from web.console.replies import reading
from web.console.visitors import Writes, require
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter(prefix=reading.PREFIX)
_REFUSED = (FieldRefused, ContactGone, NothingProposed, NothingToUndo, SenderUnclear, ListsError, TextRefused)


@router.post("/{letter_id:int}/repondre")
def answer(request: Request, visitor: Writes, opened: Opened, letter_id: int, typed: Typed) -> Response:
    """Send an answer."""
    _require(request, visitor, opened, letter_id)
    words, publication = str(typed.get("words") or ""), _publication(typed)
    try:
        answering.answer(opened, letter_id, words, visitor.actor, name=visitor.name, publication=publication)
    except (FieldRefused, SenderUnclear, TextRefused) as problem:
        return reading.page(request, letter_id, status=422, error=_sentence(problem), words=words, field="words")
    return pages.then(request, _path(letter_id), _("Réponse enregistrée : elle part dans la minute."))


@router.post("/{letter_id:int}/accepter")
def accept(request: Request, visitor: Writes, opened: Opened, letter_id: int, typed: Typed) -> Response:
    """Do what the letter proposes."""
    _require(request, visitor, opened, letter_id)
    try:
        done = deciding.accept(
            opened, letter_id, _proposal(typed), visitor.actor, publication=_publication(typed)
        )  # fmt: skip
    except _REFUSED as problem:
        return reading.page(request, letter_id, status=422, error=_sentence(problem))
    return _after(request, opened, letter_id, _("C’est fait. {consequence}").format(consequence=done.consequence))


@router.post("/{letter_id:int}/refuser")
def decline(request: Request, visitor: Writes, opened: Opened, letter_id: int, typed: Typed) -> Response:
    """Leave things as they are."""
    _require(request, visitor, opened, letter_id)
    try:
        deciding.decline(opened, letter_id, _proposal(typed), visitor.actor)
    except NothingProposed as problem:
        return reading.page(request, letter_id, status=422, error=str(problem))
    return pages.then(request, _path(letter_id), _("Rien n’est changé."))


@router.post("/{letter_id:int}/classer")
def class_(request: Request, visitor: Writes, opened: Opened, letter_id: int) -> Response:
    """Put the letter away."""
    _require(request, visitor, opened, letter_id)
    try:
        settling.settle(opened, letter_id, Decision.DISMISS, visitor.actor)
    except UnknownPending:
        return pages.then(request, reading.PREFIX, _("Cette lettre était déjà classée."))
    return pages.then(request, reading.PREFIX, _("Lettre classée."))


@router.post("/{letter_id:int}/non-lue")
def unread(request: Request, visitor: Writes, opened: Opened, letter_id: int) -> Response:
    """Keep the letter for later."""
    _require(request, visitor, opened, letter_id)
    answering.mark(opened, letter_id, is_read=False)
    return pages.then(request, reading.PREFIX, _("La lettre est de nouveau marquée non lue."))


def _require(request: Request, visitor: Visitor, opened: Installation, letter_id: int) -> None:
    require(request, visitor, Role.WRITE, threads.show(opened, letter_id).publication_id)


def _after(request: Request, opened: Installation, letter_id: int, sentence: str) -> Response:
    """Lead back to the letter, or to the list where the yes has classed it."""
    try:
        threads.show(opened, letter_id)
    except LetterUnknown:
        return pages.then(request, reading.PREFIX, sentence)
    return pages.then(request, _path(letter_id), sentence)


def _proposal(typed: Typed) -> Proposal:
    try:
        return Proposal(str(typed.get("proposal") or ""))
    except ValueError:
        raise NotFound from None


def _publication(typed: Typed) -> str | None:
    return str(typed.get("publication") or "") or None


def _sentence(problem: RelaisError) -> str:
    return forms.sentence(problem) if isinstance(problem, FieldRefused) else str(problem)


def _path(letter_id: int) -> str:
    return f"{reading.PREFIX}/{letter_id}"
