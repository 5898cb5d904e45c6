"""Launching: checked, frozen and planned in one stroke; refused without a trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from campaigns import errors
from campaigns.acting import campaign_views, launching
from campaigns.acting.launching import Order
from campaigns.checking.links.link_states import FollowedLink, LinkState
from campaigns.checking.links.redirects import Visitor
from campaigns.editorial import publications
from campaigns.editorial.models import Edition, Item
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import CampaignState
from lists.segments import saved
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast

pytestmark = pytest.mark.dialects


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave."""
    return cast.stage(opened, tmp_path)


def traces(opened: Installation) -> int:
    """Return how many campaigns, editions and acts there are."""
    with opened.database.reading() as session:
        return sum(len(session.exec(select(table)).all()) for table in (Campaign, Edition, AuditEntry))


@contextmanager
def noting(opened: Installation) -> Iterator[list[str]]:
    """Note every statement that is run meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_given: Any) -> None:
        said.append(statement)

    sa.event.listen(opened.database.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(opened.database.engine, "before_cursor_execute", note)


def test_everybody_on_the_list_is_planned(opened: Installation, issue: int) -> None:
    """Once each, and the items are published."""
    campaign = launching.launch(opened, Order(issue), "test")

    assert campaign.audience == len(cast.EVERYBODY)
    with opened.database.reading() as session:
        assert session.get_one(Item, 1).state == "published"


def test_nothing_leaves_within_the_grace_period(opened: Installation, issue: int) -> None:
    """Ten minutes in which Cancel works for everybody."""
    campaign = launching.launch(opened, Order(issue), "test")

    assert campaign_views.look(opened, campaign.id).state is CampaignState.WAITING
    assert campaign.not_before.timestamp() == opened.clock.epoch() + 600


def test_a_segment_narrows_the_audience(opened: Installation, issue: int) -> None:
    """Its rule is kept with the campaign."""
    rule = {"field": "organisation.departement", "is": "33"}
    with opened.database.transaction() as session:
        saved.add(session, "Gironde", rule)
        cast.reader(session, opened, "ines@ombelle.example", cast.organisation(session, "Ombelle", "33"))

    assert launching.launch(opened, Order(issue, segment="Gironde"), "test").audience == 1


def test_a_blocking_finding_refuses_without_a_trace(opened: Installation, issue: int) -> None:
    """No campaign, no edition, no act."""
    with opened.database.transaction() as session:
        publications.chosen(session).postal = ""
    with pytest.raises(errors.IssueRefused, match="postal_missing") as refused:
        launching.launch(opened, Order(issue), "test")

    assert [one.code for one in refused.value.findings] == ["postal_missing"]
    assert traces(opened) == 0


def test_a_person_may_take_a_finding_on_herself(opened: Installation, issue: int) -> None:
    """Her reason is kept."""
    with opened.database.transaction() as session:
        publications.chosen(session).postal = ""
    launching.launch(opened, Order(issue, overrides={"postal_missing": "déménagement"}), "test")

    with opened.database.reading() as session:
        assert session.exec(select(AuditEntry)).one().details["overrides"] == {"postal_missing": "déménagement"}


def test_a_moment_long_past_is_refused(opened: Installation, issue: int) -> None:
    """It is a slip of the pen; a moment that passed while the checks ran is none."""
    now = opened.clock.now()
    with pytest.raises(errors.WindowRefused, match="passé") as refused:
        launching.launch(opened, launching.Order(issue, not_before=now - timedelta(days=365)), "test")

    assert refused.value.field == "not_before"
    assert launching.launch(opened, launching.Order(issue, not_before=now - timedelta(minutes=10)), "test").audience


def test_a_window_that_closes_before_it_opens_is_refused(opened: Installation, issue: int) -> None:
    """Grace included."""
    soon = opened.clock.now() + timedelta(minutes=9)
    with pytest.raises(errors.WindowRefused, match="not_after"):
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


def test_only_the_copy_reads_the_audience_under_the_lock_and_the_segment_once(opened: Installation, issue: int) -> None:
    """Counted, sorted, and what the letter would say to each of them looked at, before; then copied.

    Neither list nor values can be had from the others: a count names nobody, a sort names one reader of it.
    """
    with opened.database.transaction() as session:
        saved.add(session, "Drôme", {"field": "organisation.departement", "is": "26"})
    with noting(opened) as said:
        launching.launch(opened, Order(issue, segment="Drôme"), "test")

    reads = [one for one in said if "JOIN subscription" in one]
    assert [one.startswith("INSERT INTO delivery") for one in reads] == [False] * 3 + [True]
    assert len([one for one in said if "FROM segment" in one and "segment_pick" not in one]) == 1


def test_letters_leave_in_no_known_order(opened: Installation, issue: int) -> None:
    """That of the keys: neither the readers of one organisation nor those of one import follow each other."""
    with opened.database.transaction() as session:
        cast.people(session, opened, tuple(f"lecteur{number}@brumevent.example" for number in range(60)))
    launching.launch(opened, Order(issue), "test")

    with opened.database.reading() as session:
        keys = session.exec(select(Delivery.address_key).order_by(col(Delivery.id))).all()
    assert len(keys) == 64
    assert keys == sorted(keys)


def test_a_launch_says_as_much_to_few_readers_as_to_many(opened: Installation, issue: int) -> None:
    """No statement is for one reader."""
    with noting(opened) as few:
        launching.launch(opened, Order(issue), "test")
    with opened.database.transaction() as session:
        cast.people(session, opened, tuple(f"lecteur{number}@brumevent.example" for number in range(60)))
    with noting(opened) as many:
        campaign = launching.launch(opened, Order(issue, overrides={"already_launched": "test"}), "test")

    assert campaign.audience == 64
    assert len(many) <= len(few)


def test_who_left_while_it_was_checked_is_counted_again(opened: Installation, issue: int) -> None:
    """The figures of a campaign are those of the moment in which it was planned."""

    class Meanwhile(Visitor):
        """Somebody objects while the links of the issue are followed."""

        def visit_all(self, links: Iterable[str]) -> list[FollowedLink]:
            with opened.database.transaction() as session:
                cast.object_(session, opened, cast.MAITE)
            return [FollowedLink(link, LinkState.ALIVE) for link in links]

    campaign = launching.launch(opened, Order(issue), "test", Meanwhile(opened.resolver))

    assert (campaign.audience, campaign.excluded_at_launch) == (3, {"objection": 1})
