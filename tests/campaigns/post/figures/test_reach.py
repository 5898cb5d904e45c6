"""Whom a letter reached: every breakdown adds up to what the ledger accepted."""

from __future__ import annotations

from datetime import date

from campaigns.acting.launching import Launched
from campaigns.post.figures import reach
from campaigns.post.figures.reach import Share
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import erase, told


def test_reached_is_accepted_and_not_sent_back(opened: Installation, campaign: Launched) -> None:
    """Who reported the letter has it; who is uncertain does not count."""
    counted = told(opened, campaign).reach

    assert (counted.contacts, counted.organisations) == (5, 3)


def test_every_breakdown_adds_up(opened: Installation, campaign: Launched) -> None:
    """To the unit."""
    counted = told(opened, campaign).reach

    assert {sum(share.contacts for share in part) for part in (counted.kinds, counted.regions, counted.roles)} == {5}


def test_kinds_count_organisations_once(opened: Installation, campaign: Launched) -> None:
    """Two readers of one company are one company."""
    assert told(opened, campaign).reach.kinds == (
        Share("company", 1, 2), Share("local_mission", 1, 2), Share("regional_network", 1, 1),
    )  # fmt: skip


def test_regions_are_those_of_the_issue(opened: Installation, campaign: Launched) -> None:
    """In 2009 the Drôme was in Rhône-Alpes; a regional network is where its missions are."""
    with opened.database.reading() as session:
        later = reach.reach(session, campaign.id or 0, date(2017, 1, 1))

    assert told(opened, campaign).reach.regions == (Share("Rhône-Alpes", 3, 5),)
    assert later.regions == (Share("Auvergne-Rhône-Alpes", 3, 5),)


def test_roles_are_counted(opened: Installation, campaign: Launched) -> None:
    """The most frequent first, then by name."""
    roles = [(share.name, share.contacts) for share in told(opened, campaign).reach.roles]

    assert roles == [
        ("adviser", 1), ("director", 1), ("human_resources", 1), ("manager", 1), ("network_leader", 1),
    ]  # fmt: skip


def test_who_was_erased_since_is_still_counted(opened: Installation, campaign: Launched) -> None:
    """Without a name, a kind or a place."""
    with opened.database.transaction() as session:
        erase(session, "zoe@exemple.example")
    counted = told(opened, campaign).reach

    assert counted.contacts == 5
    assert Share(reach.UNKNOWN, 0, 1) in counted.kinds
    assert Share(reach.UNKNOWN, 0, 1) in counted.regions
