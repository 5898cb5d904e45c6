"""Pieces of HTML that partners include in their own sites, and the page that finds a mission locale.

Absolute addresses, no style, no script: the site that includes them decides how they look. Refuses anything that is not
public.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from campaigns.partnership.recruiting import finding, obligations
from campaigns.post import mission_sites
from campaigns.post.archives import public_archive
from lists.errors import PlaceUnknown, PostcodeUnknown
from lists.organisations import partners
from lists.organisations.partners import Partner
from runtime.installation import Installation
from runtime.language import _
from web.dependencies import Opened
from web.reader import feeds, pages, publication_routes
from web.reader.publication_routes import Listed, Site

router = APIRouter()
_METHODS = ["GET", "HEAD"]
_HTML = "text/html; charset=utf-8"
#: Articles per fragment.
_LENGTH = 5


@publication_routes.page(router, "/fragments/bonnes-pratiques.html")
def practices(opened: Opened, site: Listed) -> Response:
    """Return the newest good practices of a letter."""
    entries = feeds.newest(opened, site, public_archive.PRACTICES, _LENGTH)
    return drawn("practices.html", home=opened.settings.base_url + site.home, entries=entries)


@router.api_route("/l/fragments/recruter.html", methods=_METHODS)
def recruit(opened: Opened) -> Response:
    """Return « Recruter avec votre mission locale »."""
    _answering(opened)
    return drawn("recruit.html", base_url=opened.settings.base_url)


@router.api_route("/l/fragments/partenaire/{code}.html", methods=_METHODS)
def band(opened: Opened, code: str) -> Response:
    """Return the logo and the link of a partner, as it is named today."""
    partner = partners.today(opened, code)
    if partner is None or not partner.url:
        raise HTTPException(404)
    return drawn("band.html", base_url=opened.settings.base_url, partner=partner)


@router.api_route("/l/mission-locale", methods=_METHODS)
def mission(opened: Opened, site: Site, cp: str = "", departement: str = "") -> Response:
    """Show the missions locales near a postcode, or in a département."""
    answering = _answering(opened)
    asked, found, problem = "".join(cp.split())[:5], None, ""
    try:
        if asked:
            found = finding.at(opened, asked)
        elif departement:
            found = finding.within(opened, departement)
    except (PostcodeUnknown, PlaceUnknown) as refused:
        problem = str(refused)
    return pages.public(
        "mission.html", site=site, title=_("Trouver votre mission locale"), place="", postcode=asked, near=found,
        problem=problem, linkable=mission_sites.linkable, network=answering,
    )  # fmt: skip


def _answering(opened: Installation) -> Partner | None:
    """Return who answers for all missions locales; where no convention asks for them there is no such page."""
    if not obligations.is_open(opened):
        raise HTTPException(404)
    return finding.answering(opened)


def drawn(name: str, **values: object) -> Response:
    """Return a piece of HTML from its Jinja file, which any site may show."""
    return shared(pages.written(f"fragments/{name}", **values))


def shared(html: str) -> Response:
    """Return a piece of HTML, which any site may show."""
    return pages.document(html, _HTML, **feeds.SHARED)
