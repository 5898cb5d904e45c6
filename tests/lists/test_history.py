"""Facts about contacts: noted once, kept at their latest, gone with the person."""

from __future__ import annotations

import pytest
import sqlalchemy
from sqlmodel import Session, col, select

from lists import history
from lists.history import Happening
from lists.kinds import Fact
from lists.models import Contact
from tests.lists import people

pytestmark = pytest.mark.dialects


def _kept(session: Session) -> set[tuple[str, int, int]]:
    rows = session.exec(select(Happening.fact, Happening.sending, Happening.at))
    return {(fact, sending, at) for fact, sending, at in rows}


def test_a_fact_that_comes_back_is_moved_to_the_later_moment(session: Session) -> None:
    """In whatever order the two are reported."""
    zoe = people.contact(session, "z@x.example")
    for at in (20, 30, 10):
        history.note(session, [zoe], Fact.CLICKED, at, sending=4)
    assert _kept(session) == {("clicked", 4, 30)}


def test_a_letter_that_came_back_was_not_received(session: Session) -> None:
    """That of another sending was."""
    zoe = people.contact(session, "z@x.example")
    for sending in (4, 5):
        history.note(session, [zoe], Fact.RECEIVED, 10, sending)
    history.note(session, [zoe], Fact.BOUNCED, 20, 4)
    assert _kept(session) == {("bounced", 4, 20), ("received", 5, 10)}


def test_nobody_is_nothing_to_note(session: Session) -> None:
    """An empty report is no error."""
    history.note(session, [], Fact.REPLIED, 1)
    assert _kept(session) == set()


def test_what_is_known_goes_with_the_contact(session: Session) -> None:
    """Nothing is left that would lead back to her."""
    zoe = people.contact(session, "z@x.example")
    history.note(session, [zoe], Fact.REPLIED, 1)
    session.execute(sqlalchemy.delete(Contact).where(col(Contact.id) == zoe))
    assert _kept(session) == set()


def test_only_her_own_acts_are_signs(session: Session) -> None:
    """A letter that arrives says nothing of her; a click does, an answer does."""
    zoe = people.contact(session, "z@x.example")
    people.contact(session, "a@x.example")
    for fact, at in ((Fact.CLICKED, 10), (Fact.REPLIED, 20), (Fact.RECEIVED, 30), (Fact.INFORMED, 40)):
        history.note(session, [zoe], fact, at, sending=1)
    signs = history.last_signs()
    statement = sqlalchemy.select(signs.c.contact_id, signs.c.at)
    assert dict(session.execute(statement).all()) == {zoe: 20}
