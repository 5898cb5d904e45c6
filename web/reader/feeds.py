"""What other sites follow: Atom (RFC 4287) and JSON feeds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from campaigns.editorial.legal_notices import Masthead
from campaigns.post.archives import public_archive
from campaigns.post.archives.public_archive import Article
from campaigns.post.archives.queries import Wish
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import N_, _
from web.dependencies import Opened
from web.reader import archives, pages, publication_routes
from web.reader.publication_routes import Listed

router = APIRouter()
#: Entries of a feed.
_LENGTH = 30
#: Any site may show them: they hold only public content.
SHARED = {"Access-Control-Allow-Origin": "*"}


@dataclass(frozen=True)
class Feed:
    """What a feed is about."""

    #: Its path below the pages of a letter, like the path of the page with the same content.
    path: str
    title: str
    wish: Wish
    page: str


_ALL = Feed("/flux", N_("{name} : tous les articles"), Wish(), "/archives")
_PRACTICES = Feed(
    "/bonnes-pratiques",
    N_("{name} : les bonnes pratiques"),
    public_archive.PRACTICES,
    f"/archives?rubrique={public_archive.PRACTICES.section}",
)


@dataclass(frozen=True)
class Entry:
    """One article in a feed."""

    #: Never changes, unlike the title and the address made from it (RFC 4287 4.2.6).
    id: str
    address: str
    title: str
    intro: str
    section: str
    heading: str
    html: str
    #: RFC 3339.
    published: str
    updated: str


@publication_routes.page(router, "/flux.atom")
def everything(opened: Opened, site: Listed) -> Response:
    """Return the feed of all articles as Atom."""
    return _atom(opened, site, _ALL)


@publication_routes.page(router, "/bonnes-pratiques.atom")
def practices(opened: Opened, site: Listed) -> Response:
    """Return the feed of the good practices as Atom."""
    return _atom(opened, site, _PRACTICES)


@publication_routes.page(router, "/flux.json")
def everything_json(opened: Opened, site: Listed) -> Response:
    """Return the feed of all articles as JSON Feed 1.1."""
    return _json(opened, site, _ALL)


@publication_routes.page(router, "/bonnes-pratiques.json")
def practices_json(opened: Opened, site: Listed) -> Response:
    """Return the feed of the good practices as JSON Feed 1.1."""
    return _json(opened, site, _PRACTICES)


def _atom(opened: Installation, site: Masthead, feed: Feed) -> Response:
    entries = newest(opened, site, feed.wish, _LENGTH)
    written = pages.written(
        "feed.atom", site=site, base_url=opened.settings.base_url, path=f"{site.home}{feed.path}.atom",
        home=site.home + feed.page, title=_(feed.title).format(name=site.name), entries=entries,
        updated=max((one.updated for one in entries), default="2009-06-16T00:00:00+02:00"),
    )  # fmt: skip
    return pages.document(written, "application/atom+xml; charset=utf-8", **SHARED)


def _json(opened: Installation, site: Masthead, feed: Feed) -> Response:
    home = opened.settings.base_url + site.home
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _(feed.title).format(name=site.name),
        "home_page_url": home + feed.page,
        "feed_url": f"{home}{feed.path}.json",
        "language": "fr",
        "authors": [{"name": site.publisher or site.name}],
        "items": [
            {"id": one.id, "url": one.address, "title": one.title, "summary": one.intro, "content_html": one.html,
             "date_published": one.published, "date_modified": one.updated, "tags": [one.heading]}
            for one in newest(opened, site, feed.wish, _LENGTH)
        ],
    }  # fmt: skip
    return JSONResponse(told, media_type="application/feed+json", headers=pages.PUBLIC | SHARED)


def newest(opened: Installation, site: Masthead, wish: Wish, size: int) -> list[Entry]:
    """Return the newest articles of a letter as a feed tells them."""
    found = public_archive.newest(opened, replace(wish, mailing_list_id=site.mailing_list_id), size)
    return [_entry(one, opened.settings.base_url, site.home) for one in found]


def _entry(article: Article, base_url: str, home: str) -> Entry:
    one = article.headline
    published = datetime.combine(one.dated, time(0), PARIS)
    changed = [datetime.combine(each.day, time(0), PARIS) for each in article.changes]
    return Entry(
        id=f"{base_url}{home}/a/{one.item_id}",
        address=base_url + archives.path(home, one.item_id, one.title),
        title=one.title,
        intro=one.intro,
        section=one.section,
        heading=one.heading,
        html=str(article.body).replace('src="/l/', f'src="{base_url}/l/'),
        published=published.isoformat(),
        updated=max([published, *changed]).isoformat(),
    )
