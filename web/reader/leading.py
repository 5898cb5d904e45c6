"""The root of the site, where no console stands, and `/l`: whoever types the name alone is a reader, and is led on."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter()


@router.api_route("/", methods=["GET", "HEAD"])
@router.api_route("/l", methods=["GET", "HEAD"])
def lead() -> RedirectResponse:
    """Lead to the readers' front page; by its path alone, so that no other host can be put in."""
    return RedirectResponse("/l/", 302)
