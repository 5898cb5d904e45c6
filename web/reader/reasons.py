"""« Pourquoi reçois-je cette lettre ? »: on what basis, from which kinds of sources, who answers for it, which rights.

The same page for everybody.
"""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.editorial import letter_context, reception_reasons
from runtime.language import _
from web.dependencies import Opened
from web.reader import pages, publication_routes
from web.reader.publication_routes import Site

router = APIRouter()


@publication_routes.page(router, letter_context.WHY_PATH)
def show(opened: Opened, site: Site) -> Response:
    """Say why people receive a letter."""
    found = reception_reasons.explain(opened, site)
    title = _("Pourquoi reçois-je cette lettre ?")
    return pages.public("why.html", site=site, title=title, place="", found=found)
