"""The front page of a letter: what it is, its last issue, its newest articles, and how to receive it."""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.post.archives import public_archive
from web.dependencies import Opened
from web.reader import archives, pages, publication_routes
from web.reader.publication_routes import Site

router = APIRouter()
#: Articles on the page.
_LENGTH = 5


@publication_routes.page(router, "/")
def home(opened: Opened, site: Site) -> Response:
    """Show the front page."""
    wish = public_archive.wish(mailing_list_id=site.mailing_list_id)
    numbers = public_archive.numbers(opened, site.mailing_list_id)
    return pages.public(
        "home.html", site=site, title="", place="", last=numbers[0] if numbers else None, path=archives.path,
        headlines=public_archive.search(opened, wish).headlines[:_LENGTH],
    )  # fmt: skip
