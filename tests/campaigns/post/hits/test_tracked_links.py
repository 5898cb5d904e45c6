"""Links as they leave: they name a destination that is kept, and no reader; what is only looked at is not counted."""

from __future__ import annotations

import pytest

from campaigns.post import tokens
from campaigns.post.hits import tracked_links
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from templates.letters import Letter, Link

pytestmark = pytest.mark.dialects

BASE = "https://lettre.example"
BUS = Link("1", "https://ml-drome.example/bus", "item-1", "Lire le récit du bus")
GUIDE = Link("2", "https://charte.example/guide?a=1&b=2", "item-2", "le guide")


def letter(*held: Link) -> Letter:
    """Return a letter with these links."""
    return Letter((), (), (), frozenset(), held)


def written(database: Database, keyring: Keyring, campaign_id: int, *held: Link) -> dict[str, tokens.Link]:
    """Register the links of a letter and return what the addresses in it say."""
    with database.transaction() as session:
        tracked_links.register(session, letter(*held))
        found = tracked_links.addresses(session, keyring, BASE, campaign_id, letter(*held))
    prefix = f"{BASE}/l/c/"
    assert all(address.startswith(prefix) for address in found.values())
    return {name: tokens.read_link(keyring, address.removeprefix(prefix)) for name, address in found.items()}


def test_every_link_leads_to_its_destination(opened: Installation) -> None:
    """Through the table, which holds what the letter was compiled with."""
    said = written(opened.database, opened.keyring, 4, BUS, GUIDE)

    assert {name: tracked_links.destination(opened, one.destination_id) for name, one in said.items()} == {
        "1": BUS.url,
        "2": GUIDE.url,
    }


def test_it_names_its_campaign_and_its_number(database: Database, keyring: Keyring) -> None:
    """So that clicks are counted for the item that carries it."""
    said = written(database, keyring, 4, BUS, GUIDE)

    assert {name: (one.campaign_id, one.number) for name, one in said.items()} == {"1": (4, 1), "2": (4, 2)}


def test_a_destination_is_kept_once(database: Database, keyring: Keyring) -> None:
    """However many letters lead there."""
    first, again = (written(database, keyring, campaign, BUS)["1"] for campaign in (4, 5))

    assert first.destination_id == again.destination_id


def test_what_was_never_registered_keeps_its_own_address(database: Database, keyring: Keyring) -> None:
    """A letter that was launched before there were counted links."""
    with database.reading() as session:
        assert tracked_links.addresses(session, keyring, BASE, 4, letter(BUS)) == {}


@pytest.mark.parametrize(
    "label", ["charte.example/guide", "https://www.charte.example", "WWW.cnml.gouv.fr", " cnml.fr "]
)
def test_a_link_that_shows_an_address_is_left_alone(database: Database, keyring: Keyring, label: str) -> None:
    """Mail programs warn of a link that says one host and leads to another."""
    shown = Link("1", GUIDE.url, "item-1", label)

    assert written(database, keyring, 4, shown) == {}


def test_there_is_no_destination_that_nobody_kept(opened: Installation) -> None:
    """Nothing is made up."""
    assert tracked_links.destination(opened, 77) is None
