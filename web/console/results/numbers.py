"""« D’un numéro à l’autre »: the last issues as charts and as a table, and two letters side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from campaigns.acting.following_up import overview
from campaigns.acting.following_up.overview import Overview
from campaigns.editorial import event_times
from campaigns.post.figures import small_numbers
from campaigns.post.figures.groups import Asked, Group
from campaigns.post.figures.trends import Point
from runtime.language import _, grouped
from web.console import pages
from web.console.departures.rights import ReadsHere
from web.console.results import charts, persons, words
from web.console.results.charts import Bar
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats/numeros")
_SHOWN = ["GET", "HEAD"]


@dataclass(frozen=True)
class Cell:
    """One figure; without an address it has no rows of its own."""

    shown: str
    address: str = ""


@router.api_route("", methods=_SHOWN)
def show(
    opened: Opened, request: Request, visitor: ReadsHere, campaign_id: int,
    avec: Annotated[int | None, Query(ge=1, le=2**31)] = None,
) -> Response:  # fmt: skip
    """Show the last issues, and beside this letter another one, if one is chosen."""
    del visitor
    found, others = overview.look(opened, campaign_id), overview.comparable(opened, campaign_id)
    if avec is not None and avec not in {one for one, _title in others}:
        raise NotFound
    other = overview.look(opened, avec) if avec is not None else None
    trend = found.report.trend
    reached = [Bar(_name(one), one.reached, grouped(one.reached)) for one in trend]
    clicks = [Bar(_name(one), one.clicks, small_numbers.said(one.clicks)) for one in trend]
    return pages.page(
        request, "results/numbers.html", publication_id=found.publication_id, found=found,
        root=words.root(campaign_id), lead=persons.lead(found), trend=[_line(one) for one in trend],
        reached=reached, reached_said=charts.said(reached), clicks=clicks, clicks_said=charts.said(clicks),
        others=[(str(one), title) for one, title in others], other=other, chosen=str(avec or ""),
        compared=_compared(found, other) if other else [],
    )  # fmt: skip


def _name(point: Point) -> str:
    return point.name if point.number is not None else point.name[:12]


def _line(point: Point) -> dict[str, Any]:
    def of(group: Group, many: int) -> Cell:
        return Cell(grouped(many), words.address(point.campaign_id, Asked(group), whole_issue=True))

    return {
        "name": point.name, "dated": event_times.day(point.dated), "address": words.root(point.campaign_id),
        "cells": [
            of(Group.ALL, point.audience), of(Group.REACHED, point.reached), of(Group.FAILED, point.failed),
            Cell(small_numbers.said(point.clicks)), of(Group.LEFT, point.left),
        ],
    }  # fmt: skip


def _compared(one: Overview, other: Overview) -> list[tuple[str, Cell, Cell]]:
    """Return the lines of two letters side by side: what is counted, and the figure of each."""
    lines = [(words_, _cell(one, group), _cell(other, group)) for words_, group in (
        (_("Destinataires"), Group.ALL), (_("L’ont reçue"), Group.REACHED), (_("Ne l’ont pas reçue"), Group.UNREACHED),
        (_("Désinscriptions"), Group.LEFT),
    )]  # fmt: skip
    lines += [
        (_("Clics de personnes"), _clicks(one), _clicks(other)),
        (_("Clics pour 100 lettres reçues"), _per_100(one), _per_100(other)),
    ]
    mine, theirs = _sections(one), _sections(other)
    return lines + [
        (heading, Cell(mine.get(heading, "–")), Cell(theirs.get(heading, "–"))) for heading in {**mine, **theirs}
    ]


def _cell(found: Overview, group: Group) -> Cell:
    report = found.report
    many = {
        Group.ALL: report.campaign.audience, Group.REACHED: report.reach.contacts,
        Group.UNREACHED: found.unreached, Group.LEFT: report.left,
    }[group]  # fmt: skip
    return Cell(grouped(many), words.address(report.campaign.id, Asked(group)))


def _sections(found: Overview) -> dict[str, str]:
    return {
        _("Clics\u00a0: {section}").format(section=one.heading): small_numbers.said(one.clicks)
        for one in found.report.interest.sections
    }


def _clicks(found: Overview) -> Cell:
    return Cell(small_numbers.said(found.report.interest.clicks))


def _per_100(found: Overview) -> Cell:
    """Write clicks for a hundred letters; where their number is not said, neither is this."""
    many = found.report.interest.clicks
    if 0 < many < small_numbers.FEW:
        return Cell("–")
    return Cell(f"{found.report.per_reached(many) * 100:.1f}".replace(".", ","))
