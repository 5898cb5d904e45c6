"""What interested readers: each click belongs to one item, one place, or one kind of machine."""

from __future__ import annotations

import pytest

from campaigns.post.models import Campaign
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import click, told


@pytest.fixture
def clicked(opened: Installation, campaign: Campaign) -> Campaign:
    """Three clicks of people on the item, two of machines, one on a link that no longer exists, one opening."""
    with opened.database.transaction() as session:
        for robot in ("", "", "", "burst", "head"):
            click(session, campaign, 1, robot)
        click(session, campaign, 99)
        click(session, campaign, None, kind="opened")
    return campaign


def test_an_item_has_the_clicks_of_its_links(opened: Installation, clicked: Campaign) -> None:
    """For the letters that carried it and reached somebody."""
    (section,) = told(opened, clicked).interest.sections
    (item,) = section.items

    assert (section.key, item.clicks, item.carried) == ("actions", 3, 5)
    assert item.rate == pytest.approx(0.6)
    assert (section.clicks, section.carried, section.rate) == (3, 5, item.rate)


def test_machines_are_counted_apart_by_rule(opened: Installation, clicked: Campaign) -> None:
    """And never as interest."""
    assert told(opened, clicked).interest.robots == {"burst": 1, "head": 1}


def test_every_click_is_somewhere(opened: Installation, clicked: Campaign) -> None:
    """Items, elsewhere and machines are all the clicks of the campaign; openings are none."""
    interest = told(opened, clicked).interest

    assert interest.elsewhere == 1
    assert sum(section.clicks for section in interest.sections) + interest.elsewhere == interest.clicks == 4
    assert interest.clicks + sum(interest.robots.values()) == 6


def test_a_letter_that_reached_nobody_divides_by_nothing(opened: Installation, campaign: Campaign) -> None:
    """No rate, no error."""
    with opened.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE delivery SET state = 'planned'")
    (section,) = told(opened, campaign).interest.sections

    assert (section.rate, section.items[0].rate) == (0.0, 0.0)
