"""« Intérêt »: what was followed, drawn on the letter, by section, by région; machines apart."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response

from campaigns.acting.following_up import interest, overview
from campaigns.acting.following_up.overview import Overview
from campaigns.post import reports
from campaigns.post.figures import small_numbers
from campaigns.post.figures.groups import Asked, Breakdown, Group
from campaigns.post.figures.reach import Share
from campaigns.post.hits import robots
from runtime.language import _, grouped
from web import letter_frames
from web.console import pages
from web.console.departures.rights import ReadsHere
from web.console.results import charts, persons, words
from web.console.results.charts import Bar
from web.dependencies import Opened

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats/interet")
_SHOWN = ["GET", "HEAD"]


@router.api_route("", methods=_SHOWN)
def show(opened: Opened, request: Request, visitor: ReadsHere, campaign_id: int) -> Response:
    """Show what interested readers, beside the letter."""
    del visitor
    found = overview.look(opened, campaign_id)
    told = found.report
    sections, regions = _sections(found), _parts(found, told.reach.regions, Breakdown.REGION)
    return pages.page(
        request, "results/interest.html", publication_id=found.publication_id, found=found,
        root=words.root(campaign_id), lead=persons.lead(found), links=interest.by_link(opened, campaign_id),
        sections=sections, sections_said=charts.said(sections), regions=regions, regions_said=charts.said(regions),
        kinds=_parts(found, told.reach.kinds, Breakdown.KIND), roles=_parts(found, told.reach.roles, Breakdown.ROLE),
        clicks=small_numbers.said(told.interest.clicks), elsewhere=small_numbers.said(told.interest.elsewhere),
        machines=[(_(robots.NAMES[robots.RobotRule(rule)]), grouped(many)) for rule, many in
                  told.interest.robots.items()],
        no_opens=_(reports.NO_OPENS),
    )  # fmt: skip


@router.api_route("/lettre", methods=_SHOWN)
def letter(opened: Opened, visitor: ReadsHere, campaign_id: int) -> Response:
    """Return the letter with the clicks on it, for its frame."""
    del visitor
    return letter_frames.framed(interest.drawn(opened, campaign_id))


def _sections(found: Overview) -> list[Bar]:
    bars = [
        Bar(one.heading, _drawn(one.clicks), small_numbers.said(one.clicks), beside=grouped(one.carried))
        for one in found.report.interest.sections
    ]
    return sorted(bars, key=lambda one: -one.value)


def _drawn(many: int) -> float:
    """Return how long a bar is: one whose number is not said does not tell it."""
    return small_numbers.FEW / 2 if 0 < many < small_numbers.FEW else many


def _parts(found: Overview, shares: Iterable[Share], by: Breakdown) -> list[Bar]:
    campaign_id = found.report.campaign.id

    def address(name: str) -> str:
        return words.address(campaign_id, Asked(Group.REACHED, by=by, name=name))

    return [
        Bar(words.part(by, one.name), one.contacts, grouped(one.contacts), address(one.name),
            grouped(one.organisations))
        for one in shares
    ]  # fmt: skip
