"""« Numéros »: all issues, beginning the next one from the last, « Nouveau message », and the bin."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from campaigns.acting import deleting_issues, issue_desk
from campaigns.editorial import event_times, recycling, taking_over
from campaigns.editorial.issues import Form, TitleLines
from runtime.errors import FieldRefused
from runtime.language import N_, _
from web.console import forms, pages
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
_SHOWN = ["GET", "HEAD"]
_Line = Annotated[str, Field(min_length=1, max_length=200)]
#: The kinds of message outside the series: value, words, e-mail.
MESSAGES = {
    "invitation": (N_("Une invitation ou une convocation, avec son fichier d’agenda"), "invitation"),
    "sensibilisation": (N_("Une campagne de sensibilisation"), "awareness"),
    "service": (N_("Une information brève"), "awareness"),
}


class Begun(forms.Model):
    """The next issue of the series."""

    subject: _Line
    dated: date
    keep: tuple[int, ...] = ()


class Message(forms.Model):
    """A letter outside the series."""

    kind: _Line
    subject: _Line
    dated: date


@router.api_route("/numeros", methods=_SHOWN)
def listed(opened: Opened, request: Request, visitor: Reads) -> Response:
    """Show every issue, and how to begin the next one."""
    del visitor
    return pages.page(
        request, "issues/list.html", lines=issue_desk.listed(opened), upcoming=taking_over.upcoming(opened),
        day=event_times.day,
    )  # fmt: skip


@router.api_route("/numeros/nouveau", methods=_SHOWN)
def ask(opened: Opened, request: Request, visitor: Writes) -> Response:
    """Ask for the lines of the next issue, empty, beside those of the last one."""
    del visitor
    return _asked(opened, request, Filled({}, {}, None))


@router.post("/numeros/nouveau")
def begin(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Begin it."""
    filled = forms.read(Begun, typed)
    if filled.model is not None:
        asked = filled.model
        lines = TitleLines(asked.subject, asked.subject)
        try:
            made = taking_over.begin(opened, lines, asked.dated, visitor.actor, keep=asked.keep)
        except FieldRefused as problem:
            filled = filled.refused(problem)
        else:
            said = _("Le numéro {number} est commencé. Choisissez ses articles.").format(number=made.number)
            return pages.then(request, f"/numeros/{made.id}", said)
    return _asked(opened, request, filled)


@router.api_route("/nouveau-message", methods=_SHOWN)
def ask_message(request: Request, visitor: Writes) -> Response:
    """Ask what kind of message it is."""
    del visitor
    return _message(request, Filled({}, {}, None))


@router.post("/nouveau-message")
def begin_message(opened: Opened, request: Request, visitor: Writes, typed: Typed) -> Response:
    """Begin a letter outside the series; its article is chosen like those of an issue."""
    filled = forms.read(Message, typed)
    if filled.model is None or filled.model.kind not in MESSAGES:
        return _message(request, filled)
    asked = filled.model
    lines, form = TitleLines(asked.subject, asked.subject), Form(MESSAGES[asked.kind][1])
    made = taking_over.begin(opened, lines, asked.dated, visitor.actor, form=form)
    return pages.then(request, f"/numeros/{made.id}", _("Le message est commencé. Choisissez l’article qu’il porte."))


@router.api_route("/numeros/corbeille", methods=_SHOWN)
def binned(opened: Opened, request: Request, visitor: Reads) -> Response:
    """Show what can be restored."""
    del visitor
    return pages.page(request, "issues/bin.html", lines=recycling.deleted_issues(opened), days=recycling.DAYS)


@router.post("/numeros/{issue_id:int}/corbeille")
def delete(opened: Opened, request: Request, visitor: Writes, issue_id: int) -> Response:
    """Put an issue that never left into the bin."""
    gone = deleting_issues.delete_issue(opened, issue_id, visitor.actor)
    said = _("« {title} » est à la corbeille pour trente jours ; ses articles sont de nouveau en attente.")
    return pages.then(request, "/numeros", said.format(title=gone.title))


@router.post("/numeros/{issue_id:int}/retablir")
def restore(opened: Opened, request: Request, visitor: Writes, issue_id: int) -> Response:
    """Take it out again."""
    back = deleting_issues.restore(opened, issue_id, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}", _("« {title} » est rétabli.").format(title=back.title))


def _asked(opened: Opened, request: Request, filled: Filled[Begun]) -> Response:
    return pages.page(
        request, "issues/begin.html", status=422 if filled.errors else 200, filled=filled,
        upcoming=taking_over.upcoming(opened), day=event_times.day,
    )  # fmt: skip


def _message(request: Request, filled: Filled[Message]) -> Response:
    kinds = [(name, _(words)) for name, (words, _email) in MESSAGES.items()]
    return pages.page(request, "issues/message.html", status=422 if filled.errors else 200, filled=filled, kinds=kinds)
