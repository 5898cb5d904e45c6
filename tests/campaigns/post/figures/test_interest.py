"""What interested readers: each click belongs to one item, one place, or one kind of machine."""

from __future__ import annotations

import copy

import pytest
import sqlalchemy as sa

from campaigns.acting.launching import Launched
from campaigns.editorial.models import Edition
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import click, told


@pytest.fixture
def clicked(opened: Installation, campaign: Launched) -> Launched:
    """Three clicks of people on the item, two of machines, one on a link that no longer exists, one opening."""
    with opened.database.transaction() as session:
        for robot in ("", "", "", "burst", "head"):
            click(session, campaign, 1, robot)
        click(session, campaign, 99)
        click(session, campaign, None, kind="opened")
    return campaign


def test_an_item_has_the_clicks_of_its_links(opened: Installation, clicked: Launched) -> None:
    """For the letters that carried it and reached somebody."""
    (section,) = told(opened, clicked).interest.sections
    (item,) = section.items

    assert (section.key, item.clicks, item.carried) == ("actions", 3, 5)
    assert item.rate == pytest.approx(0.6)
    assert (section.clicks, section.carried, section.rate) == (3, 5, item.rate)


def test_machines_are_counted_apart_by_rule(opened: Installation, clicked: Launched) -> None:
    """And never as interest."""
    assert told(opened, clicked).interest.robots == {"burst": 1, "head": 1}


def test_every_click_is_somewhere(opened: Installation, clicked: Launched) -> None:
    """Items, elsewhere and machines are all the clicks of the campaign; openings are none."""
    interest = told(opened, clicked).interest

    assert interest.elsewhere == 1
    assert sum(section.clicks for section in interest.sections) + interest.elsewhere == interest.clicks == 4
    assert interest.clicks + sum(interest.robots.values()) == 6


def test_a_letter_that_reached_nobody_divides_by_nothing(opened: Installation, campaign: Launched) -> None:
    """No rate, no error."""
    with opened.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE delivery SET state = 'planned'")
    (section,) = told(opened, campaign).interest.sections

    assert (section.rate, section.items[0].rate) == (0.0, 0.0)


def test_an_item_that_a_variant_leaves_out_was_not_carried(opened: Installation, campaign: Launched) -> None:
    """Of five readers who have the letter one stands in no département, and four in the Drôme."""
    with opened.database.transaction() as session:
        edition = session.get_one(Edition, campaign.edition_id)
        content = copy.deepcopy(edition.content)
        common = content["sections"][0]["items"][0]
        for number, territory, audience in (
            (101, "departement:26", ["company", "local_mission"]),
            (102, "departement:26", ["company"]),
            (103, "region:11", ["company", "local_mission"]),
        ):
            item = common | {"id": number, "territory": [territory], "audience": audience}
            content["sections"].append({"key": "practices", "items": [item]})
        edition.content = content
        session.add(edition)
    carried = [item.carried for section in told(opened, campaign).interest.sections for item in section.items]

    assert carried == [5, 5, 2, 0]


def test_whoever_was_erased_received_what_is_for_everybody(opened: Installation, campaign: Launched) -> None:
    """Nothing is known of her variant any more; every letter is still counted."""
    with opened.database.transaction() as session:
        edition = session.get_one(Edition, campaign.edition_id)
        content = copy.deepcopy(edition.content)
        item = content["sections"][0]["items"][0] | {"id": 101, "territory": ["departement:26"]}
        content["sections"].append({"key": "practices", "items": [item]})
        edition.content = content
        session.add(edition)
        session.execute(sa.text("UPDATE delivery SET contact_id = NULL WHERE address = 'zoe@exemple.example'"))
    carried = [item.carried for section in told(opened, campaign).interest.sections for item in section.items]

    assert carried == [5, 4]
