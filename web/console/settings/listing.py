"""« Réglages »: the pages there are, and what each says today."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from campaigns.acting import getting_started
from web.console import pages
from web.console.settings import steps
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()


@router.get("/reglages")
def show(request: Request, _visitor: Reads, opened: Opened) -> HTMLResponse:
    """Show the settings, and which of them wait."""
    missing = {steps.stop(one) for one in getting_started.missing(opened)}
    return pages.page(request, "settings/list.html", stops=steps.STOPS, missing=missing)
