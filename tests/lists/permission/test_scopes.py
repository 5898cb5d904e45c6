"""What one side may see."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from lists import errors
from lists.models import Contact, MailingList, Suppression
from lists.permission import scopes
from tests.lists import people


def emails(session: Session, scope: scopes.Scope) -> set[str]:
    """Return whom a side sees."""
    return {one.email for one in session.exec(select(Contact).where(scope.contacts()))}


def test_each_side_sees_its_own_lists(session: Session, letter: int) -> None:
    """Whoever is on both is seen by both; whoever is on none by nobody but the machine's own administrator."""
    other = MailingList(name="L’autre lettre")
    session.add(other)
    session.flush()
    people.contact(session, "ours@example.org", mailing_list_id=letter)
    people.contact(session, "theirs@example.org", mailing_list_id=other.id)
    people.contact(session, "nobodys@example.org")
    ours, theirs = scopes.Scope(frozenset({letter})), scopes.Scope(frozenset({other.id or 0}))

    assert emails(session, ours) == {"ours@example.org"}
    assert emails(session, theirs) == {"theirs@example.org"}
    assert emails(session, scopes.Scope(frozenset())) == set()
    assert len(emails(session, scopes.EVERYTHING)) == 3


def test_a_list_of_another_side_is_as_if_it_were_not(letter: int) -> None:
    """Not « forbidden »: that would tell that it exists."""
    ours = scopes.Scope(frozenset({letter}))
    ours.require(letter)
    scopes.EVERYTHING.require(letter + 1)
    with pytest.raises(errors.MailingListUnknown):
        ours.require(letter + 1)


def test_what_concerns_every_list_concerns_each_side(session: Session, letter: int) -> None:
    """An objection everywhere must be known to whoever writes anywhere."""
    for listed in (None, letter):
        key = bytes([listed or 0]) * 16
        session.add(
            Suppression(address_key=key, mailing_list_id=listed, reason="objection", since=people.NOW, evidence="test")
        )
    session.flush()
    column = col(Suppression.mailing_list_id)

    assert len(session.exec(select(Suppression).where(scopes.Scope(frozenset({letter})).lists(column))).all()) == 2
    assert len(session.exec(select(Suppression).where(scopes.Scope(frozenset({letter + 1})).lists(column))).all()) == 1
    assert scopes.Scope(frozenset({letter})).covers(None)
