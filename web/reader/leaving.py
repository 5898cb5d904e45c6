"""Leaving: GET shows a page with a button, POST leaves. The same POST serves mail programs (RFC 8058)."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from campaigns.post import leaving
from runtime.installation import Installation
from runtime.language import _
from web.reader import pages

router = APIRouter(prefix="/l/u")
#: A mail program sends 26 octets, a form nothing; whatever is longer is not for us.
_LONGEST_BODY = 4096


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(request: Request, token: str) -> Response:
    """Show what leaving means, with a button."""
    opened: Installation = request.app.state.installation
    with opened.database.reading() as session:
        found = leaving.look(session, opened.keyring, token)
    return _done(found) if found.done else pages.page("leave.html", title=_("Se désinscrire"), leaving=found)


@router.post("/{token}")
async def act(request: Request, token: str) -> Response:
    """Leave, whatever the body says: no cookie, no form token, no redirection (RFC 8058 3.1)."""
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > _LONGEST_BODY:
            return Response(status_code=413)
    return _done(await run_in_threadpool(_leave, request.app.state.installation, token))


def _leave(opened: Installation, token: str) -> leaving.Leaving:
    with opened.database.transaction() as session:
        return leaving.leave(session, opened.keyring, token, opened.clock.now())


def _done(left: leaving.Leaving) -> Response:
    return pages.page("left.html", title=_("Vous êtes désinscrit"), leaving=left)
