"""Where readers belong: mostly to one place, sometimes to several."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from campaigns.editorial import publications
from lists import audiences
from lists.contacts import affiliations
from lists.models import Contact, Organisation
from runtime.installation import Installation
from tests import cast

pytestmark = pytest.mark.dialects


def listed(session: Session) -> int:
    """Return the id of the mailing list."""
    return publications.chosen(session).mailing_list_id


def widened(session: Session, *contacts: Contact) -> list[set[tuple[str | None, str | None]]]:
    """Return where each contact belongs."""
    ids = [contact.id or 0 for contact in contacts]
    found = affiliations.widened(session, audiences.readers(session, ids, 1))
    return [set(found[one].belongs) for one in ids]


def test_most_belong_to_one_place(opened: Installation) -> None:
    """Their organisation's."""
    with opened.database.transaction() as session:
        zoe = cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Brumevent", "26"))

        assert widened(session, zoe) == [{("company", "26")}]


def test_a_person_in_two_organisations_belongs_to_both(opened: Installation) -> None:
    """Whichever of her two cards is written to."""
    with opened.database.transaction() as session:
        first = cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Brumevent", "26"))
        other = cast.organisation(session, "Mission locale du Nord", "59", "local_mission")
        second = cast.reader(session, opened, cast.ZOE, other)

        both = {("company", "26"), ("local_mission", "59")}
        assert widened(session, first, second) == [both, both]


def test_a_regional_network_belongs_to_the_places_of_its_members(opened: Installation) -> None:
    """It has none of its own."""
    with opened.database.transaction() as session:
        network = cast.organisation(session, "ARML", "69", "regional_network")
        for place in ("26", "38"):
            member = cast.organisation(session, f"Mission locale {place}", place, "local_mission")
            member.regional_network_id = network.id
        contact = cast.reader(session, opened, cast.ZOE, network)

        assert widened(session, contact) == [{("regional_network", "26"), ("regional_network", "38")}]


def test_a_network_without_members_stays_where_it_is(opened: Installation) -> None:
    """Rather than nowhere."""
    with opened.database.transaction() as session:
        contact = cast.reader(session, opened, cast.ZOE, cast.organisation(session, "ARML", "69", "regional_network"))

        assert widened(session, contact) == [{("regional_network", "69")}]


def test_who_works_nowhere_belongs_nowhere(opened: Installation) -> None:
    """And receives what is for everybody."""
    with opened.database.transaction() as session:
        zoe = cast.reader(session, opened, cast.ZOE, Organisation(id=None, kind="company", name=""))
        zoe.organisation_id = None
        session.flush()

        assert widened(session, zoe) == [{(None, None)}]


def test_sorts_are_counted_once_per_address(opened: Installation) -> None:
    """The sum is the audience; each sort has its first reader."""
    with opened.database.transaction() as session:
        cast.publish(session)
        drome, nord = cast.organisation(session, "Brumevent", "26"), cast.organisation(session, "Ombelle", "59")
        first = cast.reader(session, opened, cast.ZOE, drome)
        cast.reader(session, opened, cast.LOIC, drome)
        cast.reader(session, opened, cast.MAITE, nord)
        cast.reader(session, opened, cast.AMADOU, drome)
        cast.reader(session, opened, cast.AMADOU, nord)
        cast.object_(session, opened, cast.MAITE)
        found = affiliations.sorts(session, listed(session))

        assert [(set(one.belongs), one.readers) for one in found] == [
            ({("company", "26")}, 2),
            ({("company", "26"), ("company", "59")}, 1),
        ]
        assert found[0].contact_id == first.id
        assert sum(one.readers for one in found) == audiences.count(session, listed(session)).contacts


def test_who_chose_a_place_is_of_that_sort(opened: Installation) -> None:
    """Her organisation's kind stays."""
    with opened.database.transaction() as session:
        cast.publish(session)
        drome = cast.organisation(session, "Brumevent", "26")
        cast.reader(session, opened, cast.ZOE, drome)
        cast.reader(session, opened, cast.LOIC, drome).reads_departement = "974"
        session.flush()

        assert [(one.belongs, one.readers) for one in affiliations.sorts(session, listed(session))] == [
            (frozenset({("company", "26")}), 1),
            (frozenset({("company", "974")}), 1),
        ]


def test_nobody_is_no_sort(opened: Installation) -> None:
    """An empty list."""
    with opened.database.transaction() as session:
        cast.publish(session)

        assert affiliations.sorts(session, listed(session)) == []
