"""One wrong address put right, and the letter sent to it: both or nothing."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from campaigns.acting.following_up import correcting, errors, overview
from campaigns.acting.launching import Launched
from campaigns.post.figures.groups import Asked, Group
from lists import errors as lists_errors
from lists.models import Contact
from runtime.installation import Installation
from tests.campaigns.acting.following_up import scenes

RIGHT = "maite.roussel@exemple.example"


def test_the_person_gets_the_letter_at_the_right_address(opened: Installation, over: Launched) -> None:
    """Alone: nobody else is in that campaign, and the list of those without it says where it is."""
    made = correcting.send(opened, 1, scenes.delivery(opened, scenes.MAITE), RIGHT, "user:1")

    with opened.database.reading() as session:
        assert scenes.planned(session, made.id) == [RIGHT]
    rows = overview.people(opened, 1, Asked(Group.UNREACHED)).listed.people
    (hers,) = [one for one in rows if one.address == scenes.MAITE]
    assert (hers.now_at, hers.had_by) == (RIGHT, made.id)


@pytest.mark.parametrize(
    ("email", "error"),
    [
        (scenes.ZOE, errors.AlreadyWritten),
        (scenes.MAITE, errors.AlreadyWritten),
        ("maite@", lists_errors.AddressRefused),
        ("maite@exemple.example\nBcc: x@y.example", lists_errors.AddressRefused),
    ],
)
def test_what_cannot_be_sent_changes_no_address(
    opened: Installation, over: Launched, email: str, error: type[Exception]
) -> None:
    """An address that has the letter, the wrong one again, no address at all."""
    with pytest.raises(error):
        correcting.send(opened, 1, scenes.delivery(opened, scenes.MAITE), email, "test")
    with opened.database.reading() as session:
        assert _knows(session, scenes.MAITE)


def test_a_letter_that_arrived_is_not_corrected(opened: Installation, over: Launched) -> None:
    """Nor one of another campaign."""
    for wrong in (scenes.delivery(opened, scenes.ZOE), 9_999):
        with pytest.raises(errors.NotHers):
            correcting.send(opened, 1, wrong, RIGHT, "test")


def _knows(session: Session, email: str) -> bool:
    return session.exec(select(Contact.id).where(col(Contact.email) == email)).first() is not None
