"""The public archive: articles by section, région and words; one page an article; the issues as they were sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Query, Response
from fastapi.responses import HTMLResponse

from campaigns.post.archives import public_archive, web_versions
from campaigns.post.archives.web_versions import Online
from lists import folding
from runtime.language import _
from web.dependencies import Letters, Opened
from web.reader import pages, publication_routes
from web.reader.publication_routes import Listed, Site
from web.sites import Sites

router = APIRouter()
_ARTICLE = re.compile(r"(?P<item>[1-9][0-9]{0,17})(?:-[a-z0-9-]*)?")
#: The letter brings its own style; it runs nothing, loads only our pictures, and stands in a sandbox.
_LETTER_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation"
)
_METHODS = ["GET", "HEAD"]
_BODY = re.compile(r"<body\b[^>]*>")


def slug(title: str) -> str:
    """Return the words of a title as they stand in an address."""
    return "-".join(folding.fold(title[:100]).split()[:10])


def path(home: str, item_id: int, title: str) -> str:
    """Return where an article of a letter stands; only the number counts, so the title may change.

    `home` is where the pages of the letter stand.
    """
    return f"{home}/a/{item_id}-{slug(title)}"


def _number(name: str) -> int:
    """Return the number of an article from its name in addresses; zero, which no article has, for another text."""
    match = _ARTICLE.fullmatch(name)
    number = int(match["item"]) if match else 0
    return number if number < 2**31 else 0


@publication_routes.page(router, "/archives")
def archives(
    opened: Opened,
    site: Listed,
    q: str = "",
    rubrique: str = "",
    region: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show the articles that match the visitor's search."""
    wish = public_archive.wish(rubrique, region, q, site.mailing_list_id)
    asked = {"q": wish.words, "rubrique": wish.section, "region": wish.region}

    def turn(number: int) -> str:
        query = urlencode({name: value for name, value in asked.items() if value} | {"page": number})
        return f"{site.home}/archives?{query}"

    return pages.public(
        "archives.html", site=site, title=_("Les articles parus"), place="archives", wish=wish, page=page,
        found=public_archive.search(opened, wish, page), turn=turn, path=path, regions=public_archive.regions(),
        sections=public_archive.headings(opened),
    )  # fmt: skip


@publication_routes.page(router, "/a/{name}")
def article(opened: Opened, site: Site, name: str) -> Response:
    """Show one article."""
    found = public_archive.article(opened, _number(name), site.mailing_list_id)
    if found is None:
        raise HTTPException(404)
    headline, base_url = found.headline, opened.settings.base_url
    return pages.public(
        "article.html", site=site, title=headline.title, place="", article=found, headline=headline, base_url=base_url,
        address=base_url + path(site.home, headline.item_id, headline.title),
    )  # fmt: skip


@publication_routes.page(router, "/a/{name}/agenda.ics")
def calendar(opened: Opened, site: Site, name: str) -> Response:
    """Return the calendar file of an event."""
    found = public_archive.calendar(opened, _number(name), site.mailing_list_id)
    if found is None:
        raise HTTPException(404)
    said = {"Content-Disposition": 'attachment; filename="agenda.ics"'}
    return pages.document(found, "text/calendar; charset=utf-8", **said)


@publication_routes.page(router, "/numeros")
def numbers(opened: Opened, site: Listed) -> Response:
    """Show the issues that were sent."""
    found = public_archive.numbers(opened, site.mailing_list_id)
    return pages.public("numbers.html", site=site, title=_("Les numéros parus"), place="numeros", numbers=found)


@router.api_route("/l/n/{issue_id}", methods=_METHODS)
def number(opened: Opened, letters: Letters, issue_id: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """Show an issue as it was sent, without any reader's data."""
    found = web_versions.numbered(opened, issue_id)
    if found is None:
        raise HTTPException(404)
    return _shown(letters, found, pages.PUBLIC)


@router.api_route("/l/v/{token}", methods=_METHODS)
def letter(opened: Opened, letters: Letters, token: str) -> Response:
    """Show a letter that is not public, without any reader's data."""
    found = web_versions.letter(opened, token)
    if found is None:
        raise HTTPException(404)
    return _shown(letters, found, {})


def _shown(letters: Sites, found: Online, headers: Mapping[str, str]) -> Response:
    """Return a letter as a page, with a bar above it that leads to the others."""
    site = letters.lately(found.home)
    style, bar = (pages.written(f"bar.{part}", site=site, theme=found.theme) for part in ("css", "html"))
    page = found.html.replace("</head>", f"<style>{style}</style></head>", 1)
    page = _BODY.sub(lambda tag: tag[0] + bar, page, count=1)
    return HTMLResponse(page, headers={**headers, "Content-Security-Policy": _LETTER_POLICY})
