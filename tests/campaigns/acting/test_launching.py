"""Launching: checked, frozen and planned in one stroke; refused without a trace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns import errors
from campaigns.acting import launching
from campaigns.acting.launching import Order
from campaigns.editorial import publications
from campaigns.editorial.models import Edition, Item
from campaigns.post.models import Campaign
from lists import naming
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave."""
    return cast.stage(opened, tmp_path)


def traces(opened: Installation) -> int:
    """Return how many campaigns, editions and acts there are."""
    with opened.database.reading() as session:
        return sum(len(session.exec(select(table)).all()) for table in (Campaign, Edition, AuditEntry))


def test_everybody_on_the_list_is_planned(opened: Installation, issue: int) -> None:
    """Once each, and the items are published."""
    campaign = launching.launch(opened, Order(issue), "test")

    assert campaign.audience == len(cast.EVERYBODY)
    with opened.database.reading() as session:
        assert session.get_one(Item, 1).state == "published"


def test_nothing_leaves_within_the_grace_period(opened: Installation, issue: int) -> None:
    """Ten minutes in which Cancel works for everybody."""
    campaign = launching.launch(opened, Order(issue), "test")

    assert campaign.state == "waiting"
    assert campaign.not_before == opened.clock.epoch() + 600


def test_a_segment_narrows_the_audience(opened: Installation, issue: int) -> None:
    """Its rule is kept with the campaign."""
    rule = {"field": "organisation.departement", "is": "33"}
    with opened.database.transaction() as session:
        naming.add(session, "Gironde", rule)
        cast.reader(session, opened, "ines@ombelle.example", cast.organisation(session, "Ombelle", "33"))

    assert launching.launch(opened, Order(issue, segment="Gironde"), "test").audience == 1


def test_a_blocking_finding_refuses_without_a_trace(opened: Installation, issue: int) -> None:
    """No campaign, no edition, no act."""
    with opened.database.transaction() as session:
        publications.only(session).postal = ""
    with pytest.raises(errors.IssueRefused, match="postal_missing") as refused:
        launching.launch(opened, Order(issue), "test")

    assert [one.code for one in refused.value.findings] == ["postal_missing"]
    assert traces(opened) == 0


def test_a_person_may_take_a_finding_on_herself(opened: Installation, issue: int) -> None:
    """Her reason is kept."""
    with opened.database.transaction() as session:
        publications.only(session).postal = ""
    launching.launch(opened, Order(issue, overrides={"postal_missing": "déménagement"}), "test")

    with opened.database.reading() as session:
        assert session.exec(select(AuditEntry)).one().details["overrides"] == {"postal_missing": "déménagement"}


def test_a_window_that_closes_before_it_opens_is_refused(opened: Installation, issue: int) -> None:
    """Grace included."""
    soon = opened.clock.now() + timedelta(minutes=9)
    with pytest.raises(errors.WindowRefused, match="--not-after"):
        launching.launch(opened, Order(issue, not_after=soon), "test")

    assert traces(opened) == 0


def test_pressing_send_twice_sends_once(opened: Installation, issue: int) -> None:
    """The second launch is refused, unless somebody says why."""
    launching.launch(opened, Order(issue), "test")
    with pytest.raises(errors.IssueRefused, match="already_launched"):
        launching.launch(opened, Order(issue), "test")


def test_two_launches_are_two_campaigns_of_one_edition(opened: Installation, issue: int) -> None:
    """The same bytes, hashed once."""
    again = {"already_launched": "un second envoi est voulu"}
    first, second = (launching.launch(opened, Order(issue, overrides=again), "test") for _again in range(2))

    assert first.id != second.id
    assert first.edition_id == second.edition_id
