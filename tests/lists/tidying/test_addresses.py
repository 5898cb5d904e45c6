"""Addresses that a person should look at."""

from __future__ import annotations

from sqlmodel import Session

from lists.kinds import Nature, SubscriptionState
from lists.tidying import addresses
from tests.lists import people


def test_slips_are_shown_with_what_was_meant(session: Session, letter: int) -> None:
    """Of those who are on the list."""
    company = people.organisation(session, "Ombelle")
    people.contact(session, "zoe@gmial.fr", organisation_id=company, mailing_list_id=letter)
    people.contact(session, "ana@orange.fr", mailing_list_id=letter)
    people.contact(session, "loic@gmial.fr", mailing_list_id=letter, state=SubscriptionState.LEFT)
    assert addresses.slips(session, letter) == [addresses.Slip("zoe@gmial.fr", "gmail.com", "Ombelle")]


def test_boxes_that_several_read_are_shown(session: Session, letter: int) -> None:
    """By their name, or because three organisations have them."""
    numbers = [people.organisation(session, name) for name in ("A", "B", "C")]
    for number in numbers:
        people.contact(session, "zoe@o.example", organisation_id=number, mailing_list_id=letter)
    people.contact(
        session, "contact@o.example", organisation_id=numbers[0], mailing_list_id=letter, nature=Nature.GENERIC
    )
    people.contact(session, "ana@o.example", mailing_list_id=letter)
    assert addresses.shared(session, letter) == [
        addresses.SharedBox("contact@o.example", addresses.GENERIC, ("A",)),
        addresses.SharedBox("zoe@o.example", addresses.SEVERAL_ORGANISATIONS, ("A", "B", "C")),
    ]
