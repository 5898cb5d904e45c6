"""Staying: GET shows a button, POST keeps. It answers the one question to a reader who gave no sign for years."""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.acting.retention import signs_of_life
from campaigns.acting.retention.signs_of_life import Standing
from runtime.language import N_, _
from web.dependencies import Letters, Opened
from web.reader import pages

router = APIRouter(prefix="/l/k")
_TITLES = {Standing.ASKED: N_("Rester"), Standing.KEPT: N_("Vous restez"), Standing.GONE: N_("Adresse effacée")}


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what staying means, with a button."""
    return _page(letters, signs_of_life.look(opened, token))


@router.post("/{token}")
def act(opened: Opened, letters: Letters, token: str) -> Response:
    """Keep."""
    return _page(letters, signs_of_life.answer(opened, token))


def _page(letters: Letters, standing: Standing) -> Response:
    return pages.page("stay.html", site=letters.lately(), title=_(_TITLES[standing]), standing=standing.value)
