"""Coming onto a list: asked for by anybody, confirmed by the mailbox, and what that lifts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from lists import addresses, audiences, errors
from lists.contacts import double_opt_in
from lists.kinds import Purpose, SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription
from lists.permission import consents, suppressing
from tests.lists import people

EMAIL = "x@example.org"
KEY = people.key(EMAIL)
LATER = people.NOW + timedelta(hours=1)


def ask(session: Session, letter: int, now: datetime = people.NOW) -> bool:
    """Type the address into the form."""
    address = addresses.parse(EMAIL)
    return double_opt_in.request(session, people.KEYRING, address, letter, source="formulaire", now=now)


def confirm(session: Session, letter: int, now: datetime = LATER) -> bool:
    """Press the button."""
    return double_opt_in.confirm(
        session, KEY, letter, wording="Oui.", source="formulaire", now=now, proof="double opt-in"
    )


def audience(session: Session, letter: int) -> set[str]:
    """Return who may be written to."""
    return {row.address for row in session.execute(audiences.selection(letter))}


def suppress(session: Session, reason: SuppressionReason, mailing_list_id: int | None = None) -> None:
    """Stop letters to her."""
    suppressing.suppress(
        session, KEY, reason=reason, since=people.NOW, mailing_list_id=mailing_list_id, evidence="test"
    )


def test_a_request_writes_to_nobody_until_the_mailbox_answers(session: Session, letter: int) -> None:
    """Then she is on the list, and the proof is kept."""
    assert ask(session, letter)
    assert audience(session, letter) == set()
    assert confirm(session, letter)
    assert audience(session, letter) == {EMAIL}
    assert consents.holds(session, KEY, Purpose.NEWSLETTER, letter)
    assert double_opt_in.is_on(session, KEY, letter)


def test_a_second_confirmation_is_no_news(session: Session, letter: int) -> None:
    """One row of proof for one yes."""
    ask(session, letter)
    assert [confirm(session, letter), confirm(session, letter)] == [True, False]
    assert len(consents.of(session, KEY)) == 1


def test_nobody_is_subscribed_who_was_not_asked_for(session: Session, letter: int) -> None:
    """A request that was forgotten is made again."""
    with pytest.raises(errors.NothingToConfirm):
        confirm(session, letter)


def test_somebody_who_is_known_is_entered_no_second_time(session: Session, letter: int) -> None:
    """An imported reader who confirms has a consent besides."""
    people.contact(session, EMAIL, mailing_list_id=letter)
    assert ask(session, letter)
    assert confirm(session, letter)
    assert session.scalar(sa.select(sa.func.count()).select_from(Contact)) == 1
    assert consents.holds(session, KEY, Purpose.NEWSLETTER, letter)


def test_whoever_left_comes_back_by_her_own_word(session: Session, letter: int) -> None:
    """To this list; and leaving again is for good again."""
    people.contact(session, EMAIL, mailing_list_id=letter)
    suppress(session, SuppressionReason.UNSUBSCRIBED, letter)
    assert ask(session, letter)
    assert audience(session, letter) == set()
    assert confirm(session, letter)
    assert audience(session, letter) == {EMAIL}
    suppress(session, SuppressionReason.UNSUBSCRIBED, letter)
    assert audience(session, letter) == set()
    assert not consents.holds(session, KEY, Purpose.NEWSLETTER, letter)


@pytest.mark.parametrize(
    "reason", [SuppressionReason.OBJECTION, SuppressionReason.COMPLAINED, SuppressionReason.ERASED]
)
def test_a_form_takes_back_nothing_else(session: Session, letter: int, reason: SuppressionReason) -> None:
    """Anybody can type her address: it is not even noted, and no question is mailed."""
    suppress(session, reason)
    assert not ask(session, letter)
    assert session.exec(select(Contact)).all() == []
    with pytest.raises(errors.StillStopped):
        confirm(session, letter)


def test_an_objection_that_comes_between_question_and_answer_holds(session: Session, letter: int) -> None:
    """She said it later than she asked."""
    ask(session, letter)
    suppress(session, SuppressionReason.OBJECTION)
    with pytest.raises(errors.StillStopped):
        confirm(session, letter)
    assert audience(session, letter) == set()


def test_an_objection_to_this_one_list_is_no_unsubscription(session: Session, letter: int) -> None:
    """Whoever wrote it down took it from a letter or a file, not from a button."""
    suppress(session, SuppressionReason.OBJECTION, letter)
    assert not ask(session, letter)


def test_requests_that_nobody_confirms_are_forgotten(session: Session, letter: int) -> None:
    """With whoever is known by them alone; nobody else goes."""
    people.contact(session, "known@example.org", mailing_list_id=letter, state=SubscriptionState.PENDING)
    employer = people.organisation(session)
    session.execute(sa.update(Contact).values(organisation_id=employer))
    ask(session, letter)
    before = people.NOW + timedelta(days=double_opt_in.DAYS_TO_CONFIRM)

    assert double_opt_in.forget_unconfirmed(session, before) == 0
    assert double_opt_in.forget_unconfirmed(session, before + timedelta(seconds=1)) == 2
    assert [one.email for one in session.exec(select(Contact))] == ["known@example.org"]
    assert session.exec(select(Subscription).where(col(Subscription.state) == SubscriptionState.PENDING)).all() == []
