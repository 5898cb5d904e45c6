"""The kit that missions locales pass on, behind the link of their letter: GET shows, POST hands it out and counts."""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.partnership.kit import taking
from runtime.language import _
from web.dependencies import Letters, Opened
from web.reader import pages

router = APIRouter(prefix="/l/kit")


@router.api_route("/{token}", methods=["GET", "HEAD"])
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what it holds."""
    offer = taking.look(opened, token)
    return pages.page("kit.html", site=letters.lately(), title=_("Le kit à relayer"), offer=offer)


@router.post("/{token}")
def take(opened: Opened, token: str) -> Response:
    """Hand out everything as one file."""
    said = {"Content-Disposition": 'attachment; filename="kit-a-relayer.zip"'}
    return Response(taking.take(opened, token), media_type="application/zip", headers=said)
