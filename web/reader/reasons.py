"""« Pourquoi reçois-je cette lettre ? »: on what basis, from which kinds of sources, who answers for it, which rights.

The same page for everybody.
"""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.editorial import explaining, rendering
from runtime.language import _
from web.dependencies import Opened
from web.reader import pages
from web.reader.pages import Site

router = APIRouter(prefix=rendering.WHY_PATH)


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, site: Site) -> Response:
    """Say why people receive the letter."""
    found = explaining.explain(opened)
    title = _("Pourquoi reçois-je cette lettre ?")
    return pages.public("why.html", site=site, title=title, place="", found=found)
