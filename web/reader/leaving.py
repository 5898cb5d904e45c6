"""Leaving: GET shows a page with a button, POST leaves. The same POST serves mail programs (RFC 8058).

Only the page that this POST returns has the forms to undo it and to say why.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from campaigns.post.readers import unsubscribing
from campaigns.post.readers.unsubscribing import Leaving, Why
from runtime.language import _
from web.dependencies import Opened
from web.reader import pages

router = APIRouter(prefix="/l/u")


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(opened: Opened, token: str) -> Response:
    """Show what leaving means, with a button."""
    found = unsubscribing.look(opened, token)
    return _left(found) if found.done else _leave(found, token)


def _leave(found: Leaving, token: str) -> Response:
    return pages.page("leave.html", title=_("Se désinscrire"), leaving=found, token=token)


@router.post("/{token}")
def act(opened: Opened, token: str) -> Response:
    """Leave, whatever the body says: no cookie, no form token, no redirection (RFC 8058 3.1)."""
    return _left(unsubscribing.leave(opened, token))


@router.post("/{act}/annuler")
def undo(opened: Opened, act: str) -> Response:
    """Undo an act of leaving, from its own page."""
    return pages.page("undone.html", title=_("Vous restez inscrit"), leaving=unsubscribing.undo(opened, act))


@router.post("/{act}/raison")
def explain(opened: Opened, act: str, why: Annotated[Why, Form()]) -> Response:
    """Note why somebody left, from the page of that act."""
    return _left(unsubscribing.explain(opened, act, why))


def _left(found: Leaving) -> Response:
    title = _("Vous êtes désinscrit")
    return pages.page("left.html", title=title, leaving=found, whys=unsubscribing.WHYS, minutes=unsubscribing.MINUTES)
