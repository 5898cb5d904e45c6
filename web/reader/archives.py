"""The public archive: articles by section, région and words; one page an article; the issues as they were sent."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Query, Response
from fastapi.responses import HTMLResponse

from campaigns.editorial import moments
from campaigns.editorial.models import Section
from campaigns.editorial.rendering import HEADINGS
from campaigns.post import tokens
from campaigns.post.archives import online, reading
from campaigns.post.archives.reading import Wish
from lists import folding, geography
from runtime.language import _
from web.dependencies import Opened
from web.reader import pages

router = APIRouter(prefix="/l")
_ARTICLE = re.compile(r"(?P<item>[1-9][0-9]{0,17})(?:-[a-z0-9-]*)?")
#: The letter brings its own style; it runs nothing, loads only our pictures, and stands in a sandbox.
_LETTER_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation"
)
_METHODS = ["GET", "HEAD"]


def slug(title: str) -> str:
    """Return the words of a title as they stand in an address."""
    return "-".join(folding.fold(title[:100]).split()[:10])


def path(item_id: int, title: str) -> str:
    """Return where an article stands; only the number counts, so it may change its title."""
    return f"/l/a/{item_id}-{slug(title)}"


@router.api_route("/archives", methods=_METHODS)
def archives(
    opened: Opened,
    q: str = "",
    rubrique: str = "",
    region: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show the articles that somebody wishes to see."""
    wish = Wish(rubrique if rubrique in list(Section) else "", region if region in _regions() else "", q[:200])
    with opened.database.reading() as session:
        found = reading.search(session, wish, page)
        site = pages.site(session)
    count = max(1, -(-found.total // reading.PAGE))
    asked = {"q": wish.words, "rubrique": wish.section, "region": wish.region}

    def turn(number: int) -> str:
        return "/l/archives?" + urlencode({name: value for name, value in asked.items() if value} | {"page": number})

    return pages.public(
        "archives.html", site=site, title=_("Les articles parus"), place="archives", wide=True, wish=wish, found=found,
        page=page, pages=count, turn=turn, regions=_regions().values(),
        sections=[(key.value, _(heading)) for key, heading in HEADINGS.items()],
        headings={key.value: _(heading) for key, heading in HEADINGS.items()},
        paths={one.item_id: path(one.item_id, one.title) for one in found.articles},
    )  # fmt: skip


@router.api_route("/a/{name}", methods=_METHODS)
def article(opened: Opened, name: str) -> Response:
    """Show one article."""
    match = _ARTICLE.fullmatch(name)
    with opened.database.reading() as session:
        shown = reading.article(session, int(match["item"])) if match else None
        site = pages.site(session)
    if shown is None:
        raise HTTPException(404)
    one, item, base_url = shown.article, shown.item, opened.settings.base_url
    return pages.public(
        "article.html", site=site, title=item.title, place="", article=one, item=item, body=shown.body,
        withdrawals=shown.withdrawals, heading=_(HEADINGS[Section(one.section)]), base_url=base_url,
        address=base_url + path(one.item_id, one.title),
        when=moments.span(item.starts, item.ends) if item.starts else "",
    )  # fmt: skip


@router.api_route("/numeros", methods=_METHODS)
def numbers(opened: Opened) -> Response:
    """Show the issues that were sent."""
    with opened.database.reading() as session:
        return pages.public(
            "numbers.html", site=pages.site(session), title=_("Les numéros parus"), place="numeros",
            numbers=reading.numbers(session),
        )  # fmt: skip


@router.api_route("/n/{issue_id}", methods=_METHODS)
def number(opened: Opened, issue_id: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Response:
    """Show an issue as it was sent, without a word about anybody."""
    with opened.database.reading() as session:
        document = online.html(session, issue_id, opened.settings.data / "templates")
    if document is None:
        raise HTTPException(404)
    return HTMLResponse(document, headers=pages.PUBLIC | {"Content-Security-Policy": _LETTER_POLICY})


@router.api_route("/v/{token}", methods=_METHODS)
def letter(opened: Opened, token: str) -> Response:
    """Show a letter that is between its sender and its readers, without a word about any of them."""
    issue_id = tokens.read_web(opened.keyring, token)
    with opened.database.reading() as session:
        document = online.letter(session, issue_id, opened.settings.data / "templates") if issue_id else None
    if document is None:
        raise HTTPException(404)
    return HTMLResponse(document, headers={"Content-Security-Policy": _LETTER_POLICY})


def _regions() -> dict[str, geography.Region]:
    """Return the régions of today by code, in the order of their names."""
    today = sorted(geography.regions_at(date(2016, 1, 1)), key=lambda region: folding.fold(region.name))
    return {region.code: region for region in today}
