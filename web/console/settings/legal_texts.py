"""« Les textes légaux »: what readers read of who publishes, why they receive a letter, and what becomes of their data.

They are drawn from the very files of the readers' pages. Each says where what it is made of is set.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.editorial import legal_notices, reception_reasons
from campaigns.post.readers import signup_forms
from web import errors
from web.console import pages
from web.console.settings import chosen, entries
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/textes"


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the texts of one letter."""
    entry = chosen.letter(request, visitor, opened)
    site = legal_notices.masthead(opened, entry.slug)
    if site is None:
        raise errors.NotFound
    named = f"?{request.url.query}" if request.url.query else ""
    return pages.page(
        request, "settings/legal_texts.html", site=site, found=reception_reasons.explain(opened, site), named=named,
        form=signup_forms.form(opened, site.form) if site.form else None, lacks=entries.lacks(entry),
        way=chosen.way(request, entry),
    )  # fmt: skip
