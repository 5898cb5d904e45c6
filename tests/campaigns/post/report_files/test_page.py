"""The report on paper: one page whatever there is to say, tagged for screen readers, read without colour."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from campaigns.acting.launching import Launched
from campaigns.post import states
from campaigns.post.figures.interest import Interest, ItemInterest, SectionInterest
from campaigns.post.figures.reach import Reach, Share
from campaigns.post.figures.trends import Point
from campaigns.post.hits.robots import RobotRule
from campaigns.post.report_files import page
from campaigns.post.reports import Report
from campaigns.post.states import DeliveryState
from lists.kinds import OrganisationKind, Role
from runtime.installation import Installation
from tests import pdfs
from tests.campaigns.post.figures.conftest import click, told


@pytest.fixture
def report(opened: Installation, campaign: Launched) -> Report:
    """A small report."""
    with opened.database.transaction() as session:
        click(session, campaign, 1)
        click(session, campaign, 1, "burst")
    return told(opened, campaign)


@pytest.fixture
def full(report: Report) -> Report:
    """A report with more of everything than any issue has."""
    title = "Discrimination à l’embauche : ce qu’il faut conserver dans un dossier de recrutement, et le reste"
    items = tuple(ItemInterest(number, f"{title} {number}", number * 7, 480_000) for number in range(30))
    regions = tuple(Share(f"Région numéro {number}", 10_000, 20_000 - number) for number in range(27))
    campaign = dataclasses.replace(
        report.campaign,
        excluded_at_launch={f"raison {number}": 100 for number in range(9)},
        counts=dict.fromkeys(DeliveryState, 0) | dict.fromkeys(set(DeliveryState) - states.OPEN, 40_000),
    )
    reasons = {f"raison {number}": 100 + number for number in range(20)}
    point = Point(1, 4, "La Lettre", date(2009, 9, 15), 507_000, 480_000, 12_000, 86_000, 300, 120)
    return dataclasses.replace(
        report,
        campaign=campaign,
        title=title,
        reasons=dict.fromkeys(
            (DeliveryState.REFUSED, DeliveryState.BOUNCED, DeliveryState.DEFERRED, DeliveryState.EXCLUDED), reasons
        ),
        reach=Reach(
            302_000, 484_000, tuple(Share(kind, 9, 99) for kind in OrganisationKind), regions,
            tuple(Share(role, 9, 99) for role in Role),
        ),
        interest=Interest(
            99_999, (SectionInterest("actions", items, "Sur le terrain"),), 12_345, dict.fromkeys(RobotRule, 4_321)
        ),
        trend=(point,) * 6,
    )  # fmt: skip


def test_it_is_one_page(report: Report, opened: Installation) -> None:
    """Tagged, with its language and its title (PDF/UA)."""
    raw = page.pdf(report, opened.clock.now())

    assert raw.startswith(b"%PDF-")
    assert pdfs.pages(raw) == 1
    assert [mark for mark in (b"/StructTreeRoot", b"/Lang (fr)", b"pdfuaid") if mark not in pdfs.unpacked(raw)] == []


def test_more_of_everything_is_one_page_too(full: Report, opened: Installation) -> None:
    """Smaller, and what there is no room for is added up."""
    assert pdfs.pages(page.pdf(full, opened.clock.now())) == 1


def test_what_there_is_no_room_for_is_added_up(full: Report, opened: Installation) -> None:
    """Nothing is dropped."""
    written = page.html(full, opened.clock.now())

    assert "les autres régions, ensemble" in written
    assert "les autres articles, ensemble" in written
    assert "autres raisons" in written


def test_every_chart_says_in_words_what_it_shows(report: Report, opened: Installation) -> None:
    """A screen reader reads the same figures; no figure stands in a colour alone."""
    written = page.html(report, opened.clock.now())

    assert written.count("<svg") == written.count("<title>") - 1  # one is the page's own
    assert "Rhône-Alpes 5" in written
    assert "lignes à 0,1\u00a0% et 0,3\u00a0%" in written


def test_what_was_typed_is_text(report: Report, opened: Installation) -> None:
    """A title can do nothing to the page."""
    hostile = dataclasses.replace(report, title="<script>{{ 7*7 }}</script>")
    written = page.html(hostile, opened.clock.now())

    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt;" in written
    assert "<script" not in written


def test_why_there_is_no_opening_rate_is_said(report: Report, opened: Installation) -> None:
    """The committee asks every time."""
    assert "Il n’y a pas de taux d’ouverture" in page.html(report, opened.clock.now())
