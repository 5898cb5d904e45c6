"""Preferences behind the link of a letter: receive only the special issues. GET shows, POST reduces or
takes that back.
"""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.post.readers import preferences
from campaigns.post.readers.preferences import Preferences
from runtime.language import _
from web.dependencies import Letters, Opened
from web.reader import pages

router = APIRouter(prefix="/l/p")


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what comes to the address of a letter."""
    return _page(letters, preferences.look(opened, token), token)


@router.post("/{token}")
def act(opened: Opened, letters: Letters, token: str) -> Response:
    """Send the special issues only."""
    return _page(letters, preferences.reduce(opened, token), token, done=True)


@router.post("/{token}/tous")
def take_back(opened: Opened, letters: Letters, token: str) -> Response:
    """Send every issue again."""
    return _page(letters, preferences.restore(opened, token), token, done=True)


def _page(letters: Letters, found: Preferences, token: str, *, done: bool = False) -> Response:
    site, title = letters.lately(found.letter.home), _("Recevoir moins de lettres")
    return pages.page("preferences.html", site=site, title=title, found=found, token=token, done=done)
