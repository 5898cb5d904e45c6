"""« Réglages »: the pages there are, in groups, and what each says today."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from web.console import pages
from web.console.settings import entries
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()


@router.get("/reglages")
def show(request: Request, _visitor: Reads, opened: Opened) -> HTMLResponse:
    """Show the settings, and which of them wait."""
    return pages.page(request, "settings/list.html", groups=entries.groups(opened))
