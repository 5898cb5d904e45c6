"""Pieces of HTML that partners include in their own sites, and the page that finds a mission locale.

Absolute addresses, no style, no script: the site that includes them decides how they look. Refuses anything that is not
public.
"""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, HTTPException, Response

from campaigns.editorial.letter_context import NETWORK
from campaigns.post import mission_sites
from campaigns.post.archives import public_archive
from lists.errors import MissionUnknown, PostcodeUnknown
from lists.organisations import local_missions, partners, signatories
from runtime import clock
from runtime.language import _
from web.dependencies import Opened
from web.reader import feeds, pages, publication_routes
from web.reader.publication_routes import Site

router = APIRouter()
_METHODS = ["GET", "HEAD"]
_HTML = "text/html; charset=utf-8"
#: Articles per fragment, days for which a signatory counts as new, and how many are named: the newest.
_LENGTH, _NEW, _MOST = 5, 92, 300


@publication_routes.page(router, "/fragments/bonnes-pratiques.html")
def practices(opened: Opened, site: Site) -> Response:
    """Return the newest good practices of a letter."""
    entries = feeds.newest(opened, site, public_archive.PRACTICES, _LENGTH)
    return _fragment("practices.html", home=opened.settings.base_url + site.home, entries=entries)


@router.api_route("/l/fragments/nouveaux-signataires.html", methods=_METHODS)
def new_signatories(opened: Opened) -> Response:
    """Return the companies that signed recently, by région."""
    today = clock.today(opened.clock)
    since = today - timedelta(days=_NEW)
    found, total = signatories.newest(opened, since, today, _MOST)
    others = total - len(found)
    return _fragment("signatories.html", regions=list(signatories.regions(found)), since=since, others=others)


@router.api_route("/l/fragments/recruter.html", methods=_METHODS)
def recruit(opened: Opened) -> Response:
    """Return « Recruter avec votre mission locale »."""
    return _fragment("recruit.html", base_url=opened.settings.base_url)


@router.api_route("/l/fragments/partenaire/{code}.html", methods=_METHODS)
def band(opened: Opened, code: str) -> Response:
    """Return the logo and the link of a partner, as it is named today."""
    partner = partners.today(opened, code)
    if partner is None or not partner.url:
        raise HTTPException(404)
    return _fragment("band.html", base_url=opened.settings.base_url, partner=partner)


@router.api_route("/l/mission-locale", methods=_METHODS)
def mission(opened: Opened, site: Site, cp: str = "") -> Response:
    """Show the mission locale near a postcode."""
    asked, found, problem = "".join(cp.split())[:5], None, ""
    try:
        found = local_missions.serving(opened, asked) if asked else None
    except (PostcodeUnknown, MissionUnknown) as refused:
        problem = str(refused)
    return pages.public(
        "mission.html", site=site, title=_("Trouver votre mission locale"), place="", postcode=asked, mission=found,
        website=mission_sites.linkable(found.website) if found else "", problem=problem,
        network=partners.today(opened, NETWORK),
    )  # fmt: skip


def _fragment(name: str, **values: object) -> Response:
    return pages.document(pages.written(f"fragments/{name}", **values), _HTML, **feeds.SHARED)
