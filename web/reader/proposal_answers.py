"""Answers behind signed links: the author's to the one question, and the partner's « vu ». GET shows, POST answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Response

from campaigns.partnership.proposals import first_looks, links, questions
from campaigns.partnership.proposals.errors import ProposalRefused
from campaigns.partnership.proposals.first_looks import Shown
from campaigns.partnership.proposals.questions import Answer, Asked
from runtime.language import _
from web.dependencies import COUNTED, Letters, Opened
from web.reader import pages

router = APIRouter()
_SHOWN = ["GET", "HEAD"]
_Text = Annotated[str, Form()]
_NO_ANSWER = Answer()


@router.api_route(links.QUESTION_PATH + "{token}", methods=_SHOWN)
def question(opened: Opened, letters: Letters, token: str) -> Response:
    """Show the question."""
    return _question(letters, questions.look(opened, token))


@router.post(links.QUESTION_PATH + "{token}", dependencies=[COUNTED])
def answer(
    opened: Opened, letters: Letters, token: str, rights: _Text = "", without: _Text = "", consent: _Text = ""
) -> Response:
    """Keep the answer, or say what is missing."""
    said = Answer(rights, bool(without), consent)
    try:
        return _question(letters, questions.answer(opened, token, said))
    except ProposalRefused as problem:
        return _question(letters, questions.look(opened, token), said, problem.fields)


@router.api_route(links.LOOK_PATH + "{token}", methods=_SHOWN)
def look(opened: Opened, letters: Letters, token: str) -> Response:
    """Show a proposal to the partner."""
    return _look(letters, first_looks.look(opened, token))


@router.post(links.LOOK_PATH + "{token}", dependencies=[COUNTED])
def see(opened: Opened, letters: Letters, token: str, remark: _Text = "") -> Response:
    """Note that they saw it."""
    return _look(letters, first_looks.see(opened, token, remark))


def _question(letters: Letters, asked: Asked, said: Answer = _NO_ANSWER, problems: Mapping[str, str] = {}) -> Response:
    title = _("Votre proposition n° {id}").format(id=asked.id)
    words = {key: f"{reason[:1].upper()}{reason[1:]}." for key, reason in problems.items()}
    return pages.page(
        "proposal_question.html", status=422 if words else 200, site=letters.lately(),
        title=_("Erreur : {title}").format(title=title) if words else title, asked=asked, said=said, problems=words,
    )  # fmt: skip


def _look(letters: Letters, shown: Shown) -> Response:
    title = _("Proposition n° {id}").format(id=shown.id)
    return pages.page("proposal_look.html", site=letters.lately(), title=title, shown=shown)
