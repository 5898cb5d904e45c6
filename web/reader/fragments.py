"""Pieces of HTML that the partners' sites show as theirs, and the page that finds a mission locale.

Whole addresses, no style, no script: the site that includes them decides how they look. Refuses anything that is not
public.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from fastapi import APIRouter, HTTPException, Response
from sqlmodel import Session, select

from campaigns.editorial.models import Section
from campaigns.editorial.rendering import NETWORK
from campaigns.post.archives import reading
from campaigns.post.archives.reading import Wish
from lists import geography, missions, partners, signatories
from lists.kinds import OrganisationKind
from lists.missions import LocalMission
from lists.models import Organisation, PartnerIdentity
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from web.dependencies import Opened
from web.reader import feeds, pages

router = APIRouter(prefix="/l")
_METHODS = ["GET", "HEAD"]
_HTML = "text/html; charset=utf-8"
#: Articles of a fragment, and days for which a signatory is new.
_LENGTH, _NEW = 5, 92
_POSTCODE = re.compile(r"[0-9]{5}")


@router.api_route("/fragments/bonnes-pratiques.html", methods=_METHODS)
def practices(opened: Opened) -> Response:
    """Return the newest good practices."""
    base_url = opened.settings.base_url
    with opened.database.reading() as session:
        found = reading.search(session, Wish(section=Section.PRACTICES.value), size=_LENGTH)
        entries = [feeds.entry(one, base_url) for one in reading.shown(session, found.articles)]
    return _fragment("practices.html", base_url=base_url, entries=entries)


@router.api_route("/fragments/nouveaux-signataires.html", methods=_METHODS)
def new_signatories(opened: Opened) -> Response:
    """Return who signed lately, by région."""
    today = _today(opened)
    since = today - timedelta(days=_NEW)
    with opened.database.reading() as session:
        found = signatories.new(session, since, today)
    return _fragment("signatories.html", regions=list(signatories.regions(found)), since=since)


@router.api_route("/fragments/recruter.html", methods=_METHODS)
def recruit(opened: Opened) -> Response:
    """Return « Recruter avec votre mission locale »."""
    return _fragment("recruit.html", base_url=opened.settings.base_url)


@router.api_route("/fragments/partenaire/{code}.html", methods=_METHODS)
def band(opened: Opened, code: str) -> Response:
    """Return the logo and the link of a partner, as it is named today."""
    with opened.database.reading() as session:
        partner = _partner(session, code, _today(opened))
    if partner is None or not partner.url:
        raise HTTPException(404)
    return _fragment("band.html", base_url=opened.settings.base_url, partner=partner)


@router.api_route("/mission-locale", methods=_METHODS)
def mission(opened: Opened, cp: str = "") -> Response:
    """Show the mission locale near a postcode."""
    asked = "".join(cp.split())[:5]
    with opened.database.reading() as session:
        found, problem = _near(session, asked, _today(opened)) if asked else (None, "")
        return pages.public(
            "mission.html", site=pages.site(session), title=_("Trouver votre mission locale"), place="", postcode=asked,
            mission=found, problem=problem, network=_partner(session, NETWORK, _today(opened)),
        )  # fmt: skip


def _near(session: Session, postcode: str, on: date) -> tuple[LocalMission | None, str]:
    place = geography.of_postcode(postcode) if _POSTCODE.fullmatch(postcode) else None
    if place is None:
        return None, _("Ce code postal n’existe pas : il a cinq chiffres, comme 26000.")
    found = geography.nearest(postcode, None, missions.near(session, on).get(place.code, ()))
    if found is None:
        return None, _("Nous ne connaissons pas encore de mission locale {where}.").format(where=place.locative)
    return found, ""


def _partner(session: Session, code: str, on: date) -> PartnerIdentity | None:
    found = session.exec(
        select(Organisation).where(Organisation.kind == OrganisationKind.PARTNER.value, Organisation.code == code)
    ).first()
    return partners.identity_at(session, found.id or 0, on) if found else None


def _today(opened: Installation) -> date:
    return clock.in_paris(opened.clock.now()).date()


def _fragment(name: str, **values: object) -> Response:
    return pages.document(pages.written(f"fragments/{name}", **values), _HTML, **feeds.SHARED)
