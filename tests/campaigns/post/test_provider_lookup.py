"""Whose mailbox it is: by its domain, by who takes the domain's mail, or nobody knows yet."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from campaigns.post import provider_lookup, providers
from campaigns.post.models import Delivery, MailDomain, Provider
from runtime.installation import Installation
from tests.campaigns.post.conftest import Launch
from tests.clocks import MovableClock
from tests.names import Names

pytestmark = pytest.mark.dialects

READERS = ("un@orange.fr", "deux@mairie-de-brumevent.fr", "trois@nulle-part.fr")


@pytest.fixture
def names() -> Names:
    """A town whose mail OVHcloud takes, and nothing else."""
    return Names(mx={"mairie-de-brumevent.fr": ["mx0.mail.ovh.net", "spool.gandi.net"]})


def groups(opened: Installation) -> dict[str, str]:
    """Return whose each letter is."""
    with opened.database.reading() as session:
        found = session.exec(
            select(Delivery.address, Provider.name)
            .where(Delivery.provider == Provider.id)
            .order_by(col(Delivery.contact_id))
        )
        return dict(found.all())


def test_at_launch_a_letter_belongs_to_its_domain(launch: Launch, names: Names) -> None:
    """What is known costs no question; the rest is nobody's."""
    opened = launch(READERS)

    assert list(groups(opened).values()) == ["orange", "others", "others"]
    assert names.asked == []


def test_before_letters_leave_the_exchangers_are_asked_for(launch: Launch) -> None:
    """And what waits is moved to whoever keeps its mailbox."""
    opened = launch(READERS)

    assert provider_lookup.ask(opened) == 2
    assert list(groups(opened).values()) == ["orange", "ovh", "others"]


def test_a_domain_is_asked_for_once(launch: Launch, names: Names) -> None:
    """However many readers it has, and though nobody keeps it."""
    opened = launch((*READERS, "quatre@nulle-part.fr"))
    provider_lookup.ask(opened)
    provider_lookup.ask(opened)

    assert sorted(names.asked) == ["mairie-de-brumevent.fr", "nulle-part.fr"]


def test_what_is_known_is_asked_for_again_in_a_month(launch: Launch, names: Names, clock: MovableClock) -> None:
    """It may have moved; a domain of the table never is."""
    opened = launch(READERS)
    provider_lookup.ask(opened)
    clock.move(timedelta(days=31))
    provider_lookup.ask(opened)

    assert sorted(names.asked) == ["mairie-de-brumevent.fr"] * 2 + ["nulle-part.fr"] * 2


def test_silence_is_nobodys_and_asked_again_after_an_hour(launch: Launch, names: Names, clock: MovableClock) -> None:
    """No network is no reason to wait, nor to ask each minute."""
    names.is_silent = True
    opened = launch(READERS)
    assert provider_lookup.ask(opened) == 0
    assert provider_lookup.ask(opened) == 0
    assert len(names.asked) == 2

    names.is_silent = False
    clock.move(timedelta(minutes=61))

    assert provider_lookup.ask(opened) == 2
    assert groups(opened)["deux@mairie-de-brumevent.fr"] == "ovh"


def test_the_time_for_questions_is_bounded(launch: Launch, names: Names) -> None:
    """What was not asked for in time is asked for the next time."""
    opened = launch(READERS)

    assert provider_lookup.ask(opened, seconds=-1) == 0
    assert names.asked == []
    assert provider_lookup.ask(opened) == 2


def test_letters_of_a_campaign_that_is_over_stay_where_they_are(launch: Launch) -> None:
    """The ledger is no place to tidy up afterwards."""
    opened = launch(READERS)
    with opened.database.transaction() as session:
        for row in session.exec(select(Delivery)):
            row.state, row.next_at = "accepted", -1
    provider_lookup.ask(opened)

    assert list(groups(opened).values()) == ["orange", "others", "others"]


def test_a_change_of_who_keeps_whom_asks_anew(launch: Launch, names: Names) -> None:
    """A domain that an administrator gave away is that provider's from then on."""
    opened = launch(READERS)
    provider_lookup.ask(opened)
    with opened.database.transaction() as session:
        providers.change(session, "region", {"title": "La région", "domains": ["nulle-part.fr"]})
    provider_lookup.ask(opened)

    assert sorted(names.asked) == ["mairie-de-brumevent.fr"] * 2 + ["nulle-part.fr"]
    with opened.database.reading() as session:
        region = next(one.id for one in providers.listed(session) if one.name == "region")
        assert session.get_one(MailDomain, "nulle-part.fr").provider_id == region


def test_without_a_network_few_questions_are_asked(launch: Launch, names: Names) -> None:
    """Each of them takes seconds."""
    names.is_silent = True
    opened = launch([f"lecteur@commune{number}.fr" for number in range(120)])

    assert provider_lookup.ask(opened) == 0
    assert len(names.asked) < 2 * provider_lookup._AT_ONCE
