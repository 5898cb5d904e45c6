"""« Manuel »: one page a task, opened from each screen."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from web.console import manual_pages, pages
from web.console.visitors import Reads

router = APIRouter()


@router.get(manual_pages.ADDRESS)
def contents(request: Request, _visitor: Reads) -> Response:
    """Show the list of the pages."""
    return _shown(request, manual_pages.CONTENTS)


@router.get(manual_pages.ADDRESS + "/images/{name}")
def picture(_visitor: Reads, name: str) -> Response:
    """Show a picture of a screen."""
    return Response(manual_pages.picture(name), media_type="image/webp")


@router.get(manual_pages.ADDRESS + "/{name}")
def show(request: Request, _visitor: Reads, name: str) -> Response:
    """Show a page."""
    return _shown(request, name)


def _shown(request: Request, name: str) -> Response:
    found = manual_pages.page(name)
    return pages.page(request, "manual.html", found=found, is_contents=name == manual_pages.CONTENTS)
