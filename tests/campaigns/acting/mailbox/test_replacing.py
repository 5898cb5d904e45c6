"""An officer may replace a contact who left by the named successor; and a slow mailbox blocks nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import select

from campaigns.acting import reading_mailbox
from campaigns.acting.replies import settling
from campaigns.editorial import imprints, publications
from campaigns.post.models import Event
from campaigns.post.returns.pending import Decision
from lists import addresses, audiences
from lists.errors import ReplacementRefused
from lists.models import Contact
from lists.permission import suppressing
from mailer.mailbox.boxes import Found
from mailer.mailbox.maildir import Maildir
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.mailbox.seen import states, waiting
from tests.campaigns.acting.mailbox.test_bounces import UNKNOWN
from tests.campaigns.acting.returned import Box

NEXT = "suivante@brumevent.example"


@pytest.fixture
def asked(sent: Installation, box: Box) -> int:
    """The number of a letter in which Zoé names who comes after her."""
    box.drop(
        f"Return-Path: <>\nFrom: {cast.ZOE}\nTo: {box.sender(cast.ZOE)}\nSubject: Réponse automatique\n"
        f"Auto-Submitted: auto-replied\n\nJ’ai quitté la société. Écrivez à {NEXT}.\n"
    )
    reading_mailbox.read(sent)
    return waiting(sent)[0].id


def audience(opened: Installation) -> set[str]:
    """Return who would receive the next letter."""
    with opened.database.reading() as session:
        rows = session.execute(audiences.selection(1, None)).all()
        return {session.get_one(Contact, row.contact_id).email for row in rows}


def test_a_successor_receives_the_next_letter(sent: Installation, asked: int) -> None:
    """In the same organisation, from now on, and the letter says nothing of people any more."""
    settling.settle(sent, asked, Decision.REPLACE, "test")
    with sent.database.reading() as session:
        before, after = (session.exec(select(Contact).where(Contact.email == one)).one() for one in (cast.ZOE, NEXT))

    assert audience(sent) == {NEXT, cast.LOIC, cast.MAITE, cast.AMADOU}
    assert (after.organisation_id, after.role, after.informed_on) == (before.organisation_id, before.role, None)
    assert "réponse automatique" in after.collected_from
    assert waiting(sent) == ()


def test_nobody_writes_to_a_successor_who_objected(sent: Installation, asked: int) -> None:
    """And the question waits on."""
    with sent.database.transaction() as session:
        cast.object_(session, sent, NEXT)

    with pytest.raises(ReplacementRefused):
        settling.settle(sent, asked, Decision.REPLACE, "test")
    assert len(waiting(sent)) == 1
    assert audience(sent) == set(cast.EVERYBODY)


def test_consent_is_nobody_elses(sent: Installation, asked: int) -> None:
    """Where the basis of a list is consent, each gives her own."""
    with sent.database.transaction() as session:
        imprints.revise(session, publications.chosen(session), imprints.Change(basis="consent"))

    with pytest.raises(ReplacementRefused):
        settling.settle(sent, asked, Decision.REPLACE, "test")


def test_a_successor_who_is_known_already_is_not_entered_twice(sent: Installation, asked: int) -> None:
    """It is said, and the officer classes the letter."""
    with sent.database.transaction() as session:
        zoe = session.exec(select(Contact).where(Contact.email == cast.LOIC)).one()
        zoe.email = NEXT
        zoe.address_key = _key(sent)
        session.add(zoe)

    with pytest.raises(ReplacementRefused) as refused:
        settling.settle(sent, asked, Decision.REPLACE, "test")
    assert "déjà" in str(refused.value)


def _key(opened: Installation) -> bytes:
    return suppressing.address_key(opened.keyring, addresses.parse(NEXT))


def test_a_letter_that_names_nobody_replaces_nobody(sent: Installation, box: Box) -> None:
    """She left, and that is all."""
    box.drop(
        f"Return-Path: <>\nFrom: {cast.ZOE}\nTo: {box.sender(cast.ZOE)}\nSubject: Réponse automatique\n"
        "Auto-Submitted: auto-replied\n\nJ’ai quitté la société.\n"
    )
    reading_mailbox.read(sent)

    with pytest.raises(ReplacementRefused):
        settling.settle(sent, waiting(sent)[0].id or 0, Decision.REPLACE, "test")


def test_a_slow_mailbox_keeps_nobody_from_the_database(
    sent: Installation, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While letters are fetched another process writes: on SQLite it would wait for whoever holds the lock."""
    box.bounce(cast.ZOE, UNKNOWN, status="5.1.1")
    fetched: list[int] = []
    inner = Maildir.letters

    def slow(self: Maildir, position: str, most: int) -> Iterator[Found]:
        found = list(inner(self, position, most))
        with sent.database.transaction() as session:
            session.add(Event(kind="replied", at=sent.clock.now()))
        fetched.append(len(found))
        yield from found

    monkeypatch.setattr(Maildir, "letters", slow)
    reading_mailbox.read(sent)

    assert fetched[0] == 1
    assert states(sent)[cast.ZOE] == "bounced"
