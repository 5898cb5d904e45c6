"""The links of an issue: followed, remembered, and taken on trust for a while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching
from campaigns.checking.links import draft_links
from campaigns.checking.links.redirects import Visitor
from campaigns.editorial.models import Item
from runtime import settings
from runtime.installation import Installation
from runtime.settings import DEMO_MARK
from tests import cast
from tests.campaigns.checking.web import Answering, Everywhere
from tests.clocks import MovableClock

DEAD = "https://mort.example/bus"


class Counting(Everywhere):
    """Counts what was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def addresses(self, host: str) -> list[str]:
        """See `resolving.Resolver`."""
        self.asked += 1
        return super().addresses(host)


@pytest.fixture
def names() -> Counting:
    """A domain name system that counts."""
    return Counting()


@pytest.fixture
def visitor(names: Counting) -> Visitor:
    """Somebody who follows links in an invented web."""
    return Visitor(names, Answering())


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """Issue 1, whose one link is alive."""
    cast.stage(opened, tmp_path)
    return opened


def lead(opened: Installation, url: str) -> None:
    """Let the article lead elsewhere."""
    with opened.database.transaction() as session:
        session.get_one(Item, 1).link = url


def codes(opened: Installation, visitor: Visitor | None) -> list[str]:
    """Return what is found of its links."""
    return [one.code for one in launching.check(opened, 1, visitor) if "link" in one.code]


def test_a_page_that_is_there_is_there_for_a_day(
    staged: Installation, clock: MovableClock, visitor: Visitor, names: Counting
) -> None:
    """It is asked once, and again on the next day."""
    codes(staged, visitor)
    clock.move(timedelta(hours=23))
    codes(staged, visitor)
    assert names.asked == 1
    clock.move(timedelta(hours=2))
    codes(staged, visitor)

    assert names.asked == 2


def test_a_page_that_was_not_there_is_looked_at_again(staged: Installation, visitor: Visitor, names: Counting) -> None:
    """Somebody may have mended it a minute ago."""
    lead(staged, DEAD)

    assert codes(staged, visitor) == codes(staged, visitor) == ["dead_link"]
    assert names.asked == 2


def test_offline_what_was_seen_within_a_week_counts(
    staged: Installation, clock: MovableClock, visitor: Visitor
) -> None:
    """And what nobody has seen is not held against the letter."""
    lead(staged, DEAD)
    assert codes(staged, None) == []
    codes(staged, visitor)
    clock.move(timedelta(days=6))
    assert codes(staged, None) == ["dead_link"]
    clock.move(timedelta(days=2))

    assert codes(staged, None) == []


def test_what_could_not_be_seen_is_not_remembered(staged: Installation, visitor: Visitor) -> None:
    """A network that was down for a minute says nothing of a site."""
    lead(staged, "https://loin.example/")
    assert codes(staged, visitor) == ["unchecked_links"]

    assert codes(staged, None) == []


def test_a_launch_follows_links_too(staged: Installation, visitor: Visitor) -> None:
    """A dead one refuses it."""
    lead(staged, DEAD)
    with pytest.raises(errors.IssueRefused, match="dead_link"):
        launching.launch(staged, launching.Order(1), "test", visitor)


def test_nobody_follows_links_where_it_is_forbidden(opened: Installation, tmp_path: Path) -> None:
    """By a setting, by an option, or in a demo, which is invented."""
    closed = settings.load(data=tmp_path, check_links=False)
    assert draft_links.visitor(Installation(closed, opened.database, opened.keyring, opened.clock)) is None
    assert draft_links.visitor(opened, offline=True) is None
    assert draft_links.visitor(opened) is not None
    (tmp_path / DEMO_MARK).touch()

    assert draft_links.visitor(opened) is None
