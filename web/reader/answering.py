"""Answering an invitation: GET shows both answers and changes nothing, POST records one, as often as it changes.

The two links of a letter lead to one page; that of « Je ne viens pas » shows this answer first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from campaigns.post.link_errors import AnswerRefused
from campaigns.post.readers import answering
from campaigns.post.readers.answering import Invitation, Said
from runtime.installation import Installation
from runtime.language import N_, _
from web.dependencies import Letters, Opened
from web.reader import pages

router = APIRouter(prefix="/l/r")
_SHOWN = ["GET", "HEAD"]
#: Fields, as the page names them.
_LABELS = {"people": N_("Combien serez-vous"), "represented_by": N_("Je me fais représenter par")}


@router.api_route("/{token}", methods=_SHOWN)
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show the invitation with both answers."""
    return _page(letters, answering.look(opened, token), token)


@router.api_route("/{token}/non", methods=_SHOWN)
def show_no(opened: Opened, letters: Letters, token: str) -> Response:
    """Show the same, « Je ne viens pas » first."""
    return _page(letters, answering.look(opened, token), token, first="no")


@router.post("/{token}")
def act(
    opened: Opened,
    letters: Letters,
    token: str,
    answer: Annotated[Literal["yes", "no"], Form()],
    people: Annotated[str, Form()] = "",
    represented_by: Annotated[str, Form()] = "",
) -> Response:
    """Record an answer."""
    said = Said(answer == "yes", people, represented_by)
    try:
        return _page(letters, answering.answer(opened, token, said), token, done=True)
    except AnswerRefused as problem:
        return _again(opened, letters, token, said, problem)


def _again(opened: Installation, letters: Letters, token: str, said: Said, problem: AnswerRefused) -> Response:
    """Show the form as it was typed, with what is wrong with it."""
    named = str(problem.renamed({key: _(label) for key, label in _LABELS.items()}))
    found = answering.look(opened, token)
    return _page(
        letters, found, token, first="yes" if said.coming else "no", said=said, wrong=problem.field, problem=named
    )


def _page(
    letters: Letters, found: Invitation, token: str, *, first: str = "", said: Said | None = None, done: bool = False,
    wrong: str = "", problem: str = "",
) -> Response:  # fmt: skip
    title = _("Répondre à la convocation") if found.may_be_represented else _("Répondre à l’invitation")
    return pages.page(
        "answer.html", status=422 if problem else 200, site=letters.lately(found.home),
        title=_("Erreur : {title}").format(title=title) if problem else title,
        found=found, token=token, done=done, first=first or _first(found), said=said, wrong=wrong, problem=problem,
        most=answering.MOST, longest=answering.LONGEST,
    )  # fmt: skip


def _first(found: Invitation) -> str:
    return "no" if found.answer and not found.answer.coming else "yes"
