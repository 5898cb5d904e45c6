"""Contacts picked by hand: above the rule, below the person's own word."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlmodel import Session, col

from lists import audiences, errors
from lists.kinds import SuppressionReason
from lists.models import Contact
from lists.permission import suppressing
from lists.segments import handpicking, saved
from lists.segments.handpicking import Pick
from tests.lists import people

GIRONDE = {"field": "organisation.departement", "is": "33"}


@pytest.fixture(autouse=True)
def cast(session: Session, letter: int) -> dict[str, int]:
    """Anne and Bea are in Gironde, Cleo and Dora elsewhere; the segment has Anne out and Cleo in."""
    saved.add(session, "Gironde", GIRONDE)
    found = {}
    for name, departement in (("anne", "33"), ("bea", "33"), ("cleo", "69"), ("dora", "69")):
        company = people.organisation(session, departement=departement)
        email = f"{name}@x.example"
        found[name] = people.contact(session, email, mailing_list_id=letter, organisation_id=company)
    handpicking.exclude(session, "Gironde", [found["anne"]])
    handpicking.include(session, "Gironde", [found["cleo"]])
    return found


def _who(session: Session, letter: int, name: str = "Gironde") -> str:
    rows = session.execute(audiences.selection(letter, saved.named(session, name, people.NOW)))
    return "".join(sorted(row.address[0] for row in rows))


def test_hands_are_above_the_rule(session: Session, letter: int) -> None:
    """One out that matches, one in that does not."""
    assert _who(session, letter) == "bc"


def test_hands_reach_through_nested_segments(session: Session, letter: int) -> None:
    """And what is left is everybody else."""
    saved.add(session, "Ailleurs", {"not": {"segment": "Gironde"}})
    assert _who(session, letter, "Ailleurs") == "ad"


def test_who_is_put_in_may_still_object(session: Session, letter: int) -> None:
    """The officer's hand does not write over the reader's."""
    key = people.key("cleo@x.example")
    suppressing.suppress(session, key, reason=SuppressionReason.OBJECTION, since=people.NOW, evidence="test")
    assert _who(session, letter) == "b"


def test_a_pick_can_be_turned_and_taken_back(session: Session, letter: int, cast: dict[str, int]) -> None:
    """The last word counts; without one the rule does."""
    handpicking.include(session, "Gironde", [cast["anne"], cast["anne"]])
    assert _who(session, letter) == "abc"
    handpicking.leave_to_rule(session, "Gironde", [cast["anne"], cast["cleo"]])
    assert _who(session, letter) == "ab"
    assert handpicking.picked(session) == set()


def test_a_pick_goes_with_the_person(session: Session, cast: dict[str, int]) -> None:
    """Nothing is left of somebody who was erased."""
    eve = people.contact(session, "eve@x.example")
    handpicking.include(session, "Gironde", [eve])
    session.execute(sqlalchemy.delete(Contact).where(col(Contact.id) == eve))
    assert set(session.scalars(sqlalchemy.select(col(Pick.contact_id)))) == {cast["anne"], cast["cleo"]}


def test_contacts_are_named_by_their_address_in_any_spelling(session: Session, cast: dict[str, int]) -> None:
    """As they stand in a mail program."""
    assert handpicking.contacts(session, people.KEYRING, [" Mailto:ANNE@x.example "]) == [cast["anne"]]
    with pytest.raises(errors.ContactUnknown):
        handpicking.contacts(session, people.KEYRING, ["zoe@x.example"])


def test_a_segment_that_nobody_kept_has_no_picks(session: Session) -> None:
    """A typing error in its name is told."""
    with pytest.raises(errors.SegmentUnknown):
        handpicking.include(session, "Girond", [])
