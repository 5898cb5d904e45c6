"""The root of the site: whoever types its name alone is a reader, and is led to the readers' front page."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter()


@router.api_route("/", methods=["GET", "HEAD"])
def lead() -> RedirectResponse:
    """Lead to the readers' front page: until the console has one, nothing else stands here."""
    return RedirectResponse("/l/", 302)
