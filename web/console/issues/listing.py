"""« Numéros »: all issues, beginning the next one from the last, « Nouveau message », and the bin."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting import deleting_issues, issue_desk
from campaigns.acting.issue_desk import Letter
from campaigns.editorial import event_times, recycling, taking_over
from campaigns.editorial.issues import Form, TitleLines
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.issues.rights import WritesHere
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
_SHOWN = ["GET", "HEAD"]
_Line = Annotated[str, Field(min_length=1, max_length=200)]
#: The kinds of message outside the series: value, words, e-mail.
MESSAGES = {
    "invitation": (N_("Une invitation, avec « Je viens » et « Je ne viens pas »"), "invitation"),
    "convocation": (N_("Une convocation, avec son ordre du jour"), "summons"),
    "sensibilisation": (N_("Une campagne de sensibilisation"), "awareness"),
    "service": (N_("Un message de service, qui ne promeut rien"), "service"),
}


class Begun(forms.Model):
    """The next issue of the series."""

    subject: _Line
    dated: date
    keep: tuple[int, ...] = ()
    letter: str = ""


class Message(forms.Model):
    """A letter outside the series."""

    kind: _Line
    subject: _Line
    dated: date
    letter: str = ""


@router.api_route("/numeros", methods=_SHOWN)
def listed(opened: Opened, request: Request, visitor: Reads) -> Response:
    """Show the issues of the letters that the visitor may read, and how to begin the next one."""
    lines = [one for one in issue_desk.listed(opened) if visitor.may(Role.READ, one.publication_id)]
    letter = _letter(opened, visitor)
    return pages.page(
        request, "issues/list.html", publication_id=letter.id, lines=lines, day=event_times.day,
        upcoming=taking_over.upcoming(opened, publication=letter.name),
    )  # fmt: skip


@router.api_route("/numeros/nouveau", methods=_SHOWN)
def ask(opened: Opened, request: Request, visitor: Writes, lettre: str = "") -> Response:
    """Ask for the lines of the next issue, empty, beside those of the last one."""
    return _asked(opened, request, visitor, Filled({"letter": lettre}, {}, None))


@router.post("/numeros/nouveau")
def begin(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Begin it."""
    filled = forms.read(Begun, typed)
    if filled.model is not None:
        asked = filled.model
        lines, letter = TitleLines(asked.subject, asked.subject), _letter(opened, visitor, asked.letter)
        visitors.require(request, visitor, Role.WRITE, letter.id)
        try:
            made = taking_over.begin(
                opened, lines, asked.dated, visitor.actor, keep=asked.keep, publication=letter.name
            )
        except FieldRefused as problem:
            filled = filled.refused(problem)
        else:
            said = _("Le numéro {number} est commencé. Choisissez ses articles.").format(number=made.number)
            return pages.then(request, f"/numeros/{made.id}", said)
    return _asked(opened, request, visitor, filled)


@router.api_route("/nouveau-message", methods=_SHOWN)
def ask_message(opened: Opened, request: Request, visitor: Writes) -> Response:
    """Ask what kind of message it is."""
    return _message(opened, request, visitor, Filled({}, {}, None))


@router.post("/nouveau-message")
def begin_message(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Begin a letter outside the series; its article is chosen like those of an issue."""
    filled = forms.read(Message, typed)
    if filled.model is None or filled.model.kind not in MESSAGES:
        return _message(opened, request, visitor, filled)
    asked = filled.model
    lines, form = TitleLines(asked.subject, asked.subject), Form(MESSAGES[asked.kind][1])
    letter = _letter(opened, visitor, asked.letter)
    visitors.require(request, visitor, Role.WRITE, letter.id)
    made = taking_over.begin(opened, lines, asked.dated, visitor.actor, form=form, publication=letter.name)
    return pages.then(request, f"/numeros/{made.id}", _("Le message est commencé. Choisissez l’article qu’il porte."))


@router.api_route("/numeros/corbeille", methods=_SHOWN)
def binned(opened: Opened, request: Request, visitor: Reads) -> Response:
    """Show what can be restored, of the letters that the visitor may read."""
    lines = [
        one
        for one in recycling.deleted_issues(opened)
        if visitor.may(Role.READ, issue_desk.publication_of(opened, one.id))
    ]
    return pages.page(request, "issues/bin.html", lines=lines, days=recycling.DAYS)


@router.post("/numeros/{issue_id:int}/corbeille")
def delete(opened: Opened, request: Request, visitor: WritesHere, issue_id: int) -> Response:
    """Put an issue that never left into the bin."""
    gone = deleting_issues.delete_issue(opened, issue_id, visitor.actor)
    said = _("« {title} » est à la corbeille pour trente jours ; ses articles sont de nouveau en attente.")
    return pages.then(request, "/numeros", said.format(title=gone.title))


@router.post("/numeros/{issue_id:int}/retablir")
def restore(opened: Opened, request: Request, visitor: WritesHere, issue_id: int) -> Response:
    """Take it out again."""
    back = deleting_issues.restore(opened, issue_id, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("« {title} » est rétabli.").format(title=back.title))


def _letter(opened: Installation, visitor: Visitor, asked: str = "") -> Letter:
    """Return the letter that was asked for, or that the visitor chose, or the first that they write."""
    known = issue_desk.letters(opened)
    mine = [one for one in known if visitor.may(Role.WRITE, one.id)] or list(known)
    chosen = [one for one in mine if str(one.id) == asked] or [one for one in mine if one.id == visitor.publication_id]
    return (chosen or mine)[0]


def _choices(opened: Installation, visitor: Visitor) -> list[tuple[str, str]]:
    """Return the letters that a visitor writes: number and name."""
    return [(str(one.id), one.name) for one in issue_desk.letters(opened) if visitor.may(Role.WRITE, one.id)]


def _asked(opened: Installation, request: Request, visitor: Visitor, filled: Filled[Begun]) -> Response:
    letter = _letter(opened, visitor, str(filled.values.get("letter", "")))
    return pages.page(
        request, "issues/begin.html", status=422 if filled.errors else 200, publication_id=letter.id, filled=filled,
        upcoming=taking_over.upcoming(opened, publication=letter.name), letter=str(letter.id), day=event_times.day,
        letters=_choices(opened, visitor),
    )  # fmt: skip


def _message(opened: Installation, request: Request, visitor: Visitor, filled: Filled[Message]) -> Response:
    kinds = [(name, _(words)) for name, (words, _email) in MESSAGES.items()]
    letter = _letter(opened, visitor, str(filled.values.get("letter", "")))
    return pages.page(
        request, "issues/message.html", status=422 if filled.errors else 200, publication_id=letter.id, filled=filled,
        kinds=kinds, letter=str(letter.id), letters=_choices(opened, visitor),
    )  # fmt: skip
