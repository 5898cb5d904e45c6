"""A transmission under a convention: whom it is written to, what it proves, who is reminded; and without one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from campaigns.acting.partnership import transmission_reminders
from campaigns.partnership import conventions, evidence
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.transmissions import kept_lists, obligations, public_lists, transmitting
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue
from lists.kinds import OrganisationKind
from lists.models import Organisation, Signature
from runtime import clock as clocks
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.conventions import CHARTE, adopted, other
from tests.campaigns.partnership.partners import ANNE, MARIE
from tests.clocks import MovableClock


def sign(
    session: Session, name: str, place: str = "33", signed: date = date(2009, 9, 1), referrer: int | None = None
) -> None:
    """Enter a company with its signature."""
    made = cast.organisation(session, name, place)
    session.add(Signature(organisation_id=made.id or 0, signed_on=signed, registered_on=signed, referrer_id=referrer))
    session.flush()


@pytest.fixture
def partnered(opened: Installation) -> Installation:
    """Two partners, and two companies that have signed."""
    partners.enter(opened)
    with opened.database.transaction() as session:
        cast.publish(session)
        mission = cast.organisation(session, "Mission locale Tilleul", "26", "local_mission")
        sign(session, "Zinc")
        sign(session, "Ombelle", "26", referrer=mission.id)
    return opened


def written(opened: Installation) -> dict[str, ServiceMessage]:
    """Return what was queued, by address."""
    with opened.database.reading() as session:
        return {row.address: row for row in session.exec(select(ServiceMessage))}


def proved(opened: Installation, act: str) -> list[evidence.Evidence]:
    """Return the evidence of an act under the convention of that day."""
    today = clocks.today(opened.clock)
    with opened.database.reading() as session:
        found = conventions.in_force(session, today)
        listed = evidence.listed(session, found, today - timedelta(days=90), today) if found else ()
    return [one for one in listed if one.act == act]


def test_the_designated_contact_has_the_list_by_region(partnered: Installation) -> None:
    """AP-4: with the period, to forward; and it proves the clause that asks for it, by its checksum."""
    adopted(partnered)
    designations.add(partnered, ANNE, "test")
    designations.add(partnered, MARIE, "test")
    made = transmitting.transmit(partnered, "test")
    (message,) = written(partnered).values()
    content = message.content
    assert (message.address, made.letters) == ("anne@cnml.example", 1)
    assert [(region, [one["name"] for one in names]) for region, names in content["regions"]] == [
        ("Aquitaine", ["Zinc"]), ("Rhône-Alpes", ["Ombelle"]),
    ]  # fmt: skip
    assert content["period"] == "Signatures enregistrées du 16\u00a0juin 2009 au 15\u00a0septembre 2009"
    assert [(one.subject, one.sha256) for one in proved(partnered, "transmission")] == [("transmission:1", made.sha256)]
    assert [one.text for one in proved(partnered, "referral")] == [
        "Ombelle a signé, apportée par Mission locale Tilleul"
    ]
    with partnered.database.reading() as session:
        said = queue.said(message, cast.publish(session))
    assert said.EMAIL == "signatories"


def test_a_partner_that_designated_nobody_is_written_to_by_its_first_contact(partnered: Installation) -> None:
    """And one that has no contact is not: the list is made all the same."""
    adopted(partnered)
    assert transmitting.transmit(partnered, "test").letters == 0
    with partnered.database.transaction() as session:
        partner = session.exec(select(Organisation).where(Organisation.code == "cnml")).one()
        cast.reader(session, partnered, "accueil@cnml.example", partner)
        sign(session, "Encore", signed=date(2009, 9, 15))
    assert transmitting.transmit(partnered, "test").letters == 1
    assert list(written(partnered)) == ["accueil@cnml.example"]


def test_a_network_has_those_of_its_region(partnered: Installation) -> None:
    """Where the partners agreed so."""
    rules = CHARTE.content.replace(b"transmission_to_networks = false", b"transmission_to_networks = true")
    adopted(partnered, File("charte.toml", rules))
    with partnered.database.transaction() as session:
        for name, place in (("Rhône-Alpes", "26"), ("Bretagne", "35")):
            network = cast.organisation(session, f"Animation {name}", place, OrganisationKind.REGIONAL_NETWORK.value)
            cast.reader(session, partnered, f"{place}@reseau.example", network)
            mission = cast.organisation(session, f"Mission {name}", place, "local_mission")
            mission.regional_network_id = network.id
    transmitting.transmit(partnered, "test")
    found = written(partnered)
    assert list(found) == ["26@reseau.example"]
    assert [region for region, _names in found["26@reseau.example"].content["regions"]] == ["Rhône-Alpes"]


def test_whoever_owes_an_overdue_list_is_reminded_once(partnered: Installation, clock: MovableClock) -> None:
    """After 35 days, in the rules of the convention; a transmission begins to count again."""
    adopted(partnered)
    designations.add(partnered, MARIE, "test")
    clock.move(timedelta(days=20))
    assert transmission_reminders.remind(partnered).did == ()
    clock.move(timedelta(days=1))
    first, again = transmission_reminders.remind(partnered), transmission_reminders.remind(partnered)
    assert (len(first.did), len(first.alerts), again.did, again.alerts) == (1, 1, (), ())
    assert list(written(partnered)) == ["marie@charte.example"]
    transmitting.transmit(partnered, "test")
    clock.move(timedelta(days=40))
    assert transmission_reminders.remind(partnered).did == ()  # nobody waits
    with partnered.database.transaction() as session:
        sign(session, "Suivante", signed=date(2009, 11, 1))
    assert len(transmission_reminders.remind(partnered).did) == 1


@pytest.mark.parametrize("has_other", [False, True])
def test_nothing_is_written_shown_or_proved_for_anybody_else(
    partnered: Installation, clock: MovableClock, *, has_other: bool
) -> None:
    """Without a convention, or with another one that asks for no such list: the list can be made, and that is all."""
    if has_other:
        adopted(partnered, other(**{"2026-01-02": "2009-01-02", "2027-01-01": "2010-01-01"}))
    clock.move(timedelta(days=60))
    assert transmission_reminders.remind(partnered).did == ()
    assert transmitting.transmit(partnered, "test").number == 1
    assert written(partnered) == {}
    assert proved(partnered, obligations.ACT) == []
    assert public_lists.listed(partnered) is None
    assert public_lists.show(partnered, 1) is None
    assert len(kept_lists.listed(partnered)) == 1
