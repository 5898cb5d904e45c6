"""The ledger of consents: what holds, what is withdrawn, and that no hand changes a row."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
import sqlalchemy
from sqlmodel import Session, select

from lists import mailing_lists
from lists.kinds import Purpose, SuppressionReason
from lists.models import MailingList
from lists.permission import consents, suppressing
from runtime.database import Database
from tests.lists import people

pytestmark = pytest.mark.dialects

KEY = people.key("x@example.org")
WORDS = "Je souhaite recevoir La Lettre."


def give(session: Session, letter: int, purpose: Purpose = Purpose.NEWSLETTER, days: int = 0) -> None:
    """Say yes."""
    now = people.NOW + timedelta(days=days)
    consents.give(session, KEY, purpose, letter, wording=WORDS, source="formulaire", now=now, proof="double opt-in")


def test_without_a_word_there_is_no_consent(session: Session, letter: int) -> None:
    """Neither silence nor another purpose is a yes."""
    assert not consents.holds(session, KEY, Purpose.NEWSLETTER, letter)
    give(session, letter)
    assert consents.holds(session, KEY, Purpose.NEWSLETTER, letter)
    assert not consents.holds(session, KEY, Purpose.CLICKS, letter)


def test_the_last_word_counts(session: Session, letter: int) -> None:
    """Yes, no, yes; a no where there was no yes is nothing to write down."""
    give(session, letter, Purpose.CLICKS)
    for days, expected in ((1, 1), (2, 0)):
        now = people.NOW + timedelta(days=days)
        assert consents.withdraw(session, [KEY], [Purpose.CLICKS], letter, source="page", now=now) == expected
    assert not consents.holds(session, KEY, Purpose.CLICKS, letter)
    give(session, letter, Purpose.CLICKS, days=3)
    assert consents.holds(session, KEY, Purpose.CLICKS, letter)
    assert [one.act for one in consents.of(session, KEY)] == ["given", "withdrawn", "given"]


def test_the_words_are_kept_once_with_their_hash(session: Session, letter: int) -> None:
    """Whoever asks for the proof is shown what was on the page."""
    give(session, letter)
    give(session, letter, Purpose.CLICKS)
    assert len(session.exec(select(consents.Wording)).all()) == 1
    told = consents.of(session, KEY)[0]
    assert (told.wording, told.source, told.proof) == (WORDS, "formulaire", "double opt-in")
    assert told.wording_sha256 == hashlib.sha256(WORDS.encode()).hexdigest()


@pytest.mark.parametrize("table", ["consent", "consent_wording"])
@pytest.mark.parametrize("act", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
def test_the_database_itself_refuses_to_change_the_past(database: Database, table: str, act: str) -> None:
    """Whatever program asks: the proof is worth what its table is worth."""
    with database.transaction() as session:
        give(session, mailing_lists.make_first(session, "La Lettre").id or 0)
    column = "source" if table == "consent" else "text"
    statement = sqlalchemy.text(act.format(table=table, column=column))
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="only appended"), database.transaction() as session:
        session.execute(statement)

    with database.reading() as session:
        assert [one.source for one in consents.of(session, KEY)] == ["formulaire"]


@pytest.mark.parametrize(
    ("reason", "everywhere", "left"),
    [(SuppressionReason.UNSUBSCRIBED, False, {2}), (SuppressionReason.OBJECTION, True, set()),
     (SuppressionReason.ERASED, True, set()), (SuppressionReason.COMPLAINED, True, set()),
     (SuppressionReason.BOUNCED, True, {1, 2})],
)  # fmt: skip
def test_a_wish_withdraws_what_it_covers(
    session: Session, letter: int, reason: SuppressionReason, *, everywhere: bool, left: set[int]
) -> None:
    """Leaving one list ends what was agreed to there; a full refusal ends everything; a server's word nothing."""
    other = MailingList(name="Une autre lettre")
    session.add(other)
    session.flush()
    ids = {1: letter, 2: other.id or 0}
    for one in ids.values():
        for purpose in Purpose:
            give(session, one, purpose)
    suppressing.suppress(
        session, KEY, reason=reason, since=people.NOW, mailing_list_id=None if everywhere else letter, evidence="test"
    )

    for purpose in Purpose:
        assert {number for number, one in ids.items() if consents.holds(session, KEY, purpose, one)} == left


def test_what_is_undone_is_given_again_in_the_same_words(session: Session, letter: int) -> None:
    """Only what that act took away."""
    give(session, letter)
    give(session, letter, Purpose.OPENS)
    consents.withdraw(session, [KEY], [Purpose.OPENS], letter, source="page", now=people.NOW + timedelta(days=1))
    left = people.NOW + timedelta(days=2)
    consents.withdraw(session, [KEY], source="delivery:1", now=left)
    back = left + timedelta(minutes=3)

    assert consents.give_back(session, KEY, letter, withdrawn_at=left, now=back) == 1
    assert consents.give_back(session, KEY, letter, withdrawn_at=left, now=back) == 0
    assert consents.holds(session, KEY, Purpose.NEWSLETTER, letter)
    assert not consents.holds(session, KEY, Purpose.OPENS, letter)
    assert consents.of(session, KEY)[-1].wording == WORDS


def test_many_are_asked_about_at_once(session: Session, letter: int) -> None:
    """A batch of a sending is one look."""
    give(session, letter, Purpose.CLICKS)
    keys = [number.to_bytes(16, "big") for number in range(1200)]

    assert consents.holding(session, [*keys, KEY], Purpose.CLICKS, letter) == {KEY}
