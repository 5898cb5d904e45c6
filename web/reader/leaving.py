"""Leaving: GET shows a page with a button, POST leaves. The same POST serves mail programs (RFC 8058).

Only the page that this POST returns has the forms to undo it and to say why.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool

from campaigns.post.readers import unsubscribing
from campaigns.post.readers.unsubscribing import Leaving, Why
from runtime.language import _
from web.dependencies import Letters, Opened
from web.reader import pages
from web.together import Together

router = APIRouter(prefix="/l/u")


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what leaving means, with a button."""
    found = unsubscribing.look(opened, token)
    return _left(letters, found) if found.done else _leave(letters, found, token)


def _leave(letters: Letters, found: Leaving, token: str) -> Response:
    site = letters.lately(found.home)
    return pages.page("leave.html", site=site, title=_("Se désinscrire"), leaving=found, token=token)


@router.post("/{token}")
async def act(request: Request, letters: Letters, token: str) -> Response:
    """Leave, whatever the body says: no cookie, no form token, no redirection (RFC 8058 3.1)."""
    leaver: Together[str, Leaving] = request.app.state.leaver
    return await run_in_threadpool(_left, letters, await leaver.ask(token))


@router.post("/{act}/annuler")
def undo(opened: Opened, letters: Letters, act: str) -> Response:
    """Undo an act of leaving, from its own page."""
    found = unsubscribing.undo(opened, act)
    site = letters.lately(found.home)
    return pages.page("undone.html", site=site, title=_("Désinscription annulée"), leaving=found)


@router.post("/{act}/raison")
def explain(opened: Opened, letters: Letters, act: str, why: Annotated[Why, Form()]) -> Response:
    """Note why somebody left, from the page of that act."""
    return _left(letters, unsubscribing.explain(opened, act, why))


def _left(letters: Letters, found: Leaving) -> Response:
    return pages.page(
        "left.html", site=letters.remembered(found.home), title=_("Désinscription enregistrée"), leaving=found,
        whys=unsubscribing.WHYS, minutes=unsubscribing.MINUTES,
    )  # fmt: skip
