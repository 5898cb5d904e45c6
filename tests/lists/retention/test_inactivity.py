"""People who gave no sign for too long: who counts, who never does, and what restarts the term."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from lists import history, mailing_lists
from lists.kinds import Fact, OrganisationKind, SubscriptionState, SuppressionReason
from lists.models import Contact, Subscription
from lists.permission import suppressing
from lists.retention import inactivity, question_outcomes, stages, terms
from lists.retention.relationships import Ties
from tests.lists import people

TODAY = date(2012, 10, 1)
LONG_AGO = date(2009, 9, 1)
NOBODY = Ties()


def old(session: Session, email: str, letter: int | None = None, **columns: Any) -> int:
    """Put in a contact whose address was collected more than three years ago."""
    number = people.contact(session, email, mailing_list_id=letter, **columns)
    session.get_one(Contact, number).collected_on = LONG_AGO
    session.flush()
    return number


def silent(session: Session, today: date = TODAY, living: Ties = NOBODY) -> list[str]:
    """Return the addresses of whoever gave no sign for too long."""
    return [one.address for one in inactivity.everybody(session, today, living)]


def seconds(day: date) -> int:
    """Return noon of a day."""
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def test_whoever_gave_no_sign_for_three_years_is_found(session: Session, letter: int) -> None:
    """Not on the very day, nor before."""
    old(session, "zoe@brumevent.example", letter)

    assert silent(session, date(2012, 9, 1)) == []
    assert silent(session, date(2012, 9, 2)) == ["zoe@brumevent.example"]


@pytest.mark.parametrize("fact", [Fact.CLICKED, Fact.REPLIED, Fact.SUBSCRIBED, Fact.UPDATED])
def test_her_own_act_begins_her_time_anew(session: Session, letter: int, fact: Fact) -> None:
    """A click where she agreed to it, a reply, a subscription, a confirmed update."""
    zoe = old(session, "zoe@brumevent.example", letter)
    history.note(session, [zoe], fact, seconds(date(2010, 3, 1)))

    assert silent(session) == []
    assert silent(session, date(2013, 3, 2)) == ["zoe@brumevent.example"]


@pytest.mark.parametrize("fact", [Fact.RECEIVED, Fact.BOUNCED, Fact.INFORMED])
def test_what_others_do_to_her_is_no_sign(session: Session, letter: int, fact: Fact) -> None:
    """Writing to somebody for ever does not keep her for ever."""
    zoe = old(session, "zoe@brumevent.example", letter)
    history.note(session, [zoe], fact, seconds(date(2012, 9, 1)))

    assert silent(session) == ["zoe@brumevent.example"]


def test_a_company_whose_signature_stands_keeps_its_people(session: Session, letter: int) -> None:
    """Until it is withdrawn, or the company is no more."""
    company = people.organisation(session)
    people.signature(session, company, date(2009, 6, 16))
    gone = people.organisation(session, "Ombelle", active_until=date(2011, 1, 1))
    people.signature(session, gone, date(2009, 6, 16))
    former = people.organisation(session, "Quatre Horizons")
    people.signature(session, former, date(2009, 6, 16), withdrawn=date(2010, 1, 1))
    for number, (email, employer) in enumerate((("a", company), ("b", gone), ("c", former))):
        old(session, f"{email}@brumevent.example", letter, organisation_id=employer, rank=number)

    assert silent(session) == ["b@brumevent.example", "c@brumevent.example"]


@pytest.mark.parametrize(
    "kind", [OrganisationKind.LOCAL_MISSION, OrganisationKind.REGIONAL_NETWORK, OrganisationKind.PARTNER]
)
def test_members_of_the_network_keep_their_people(session: Session, letter: int, kind: OrganisationKind) -> None:
    """They are no signatories, and the partnership lives."""
    old(session, "a@mission.example", letter, organisation_id=people.organisation(session, "Mission", kind=kind))

    assert silent(session) == []


def test_whoever_is_designated_is_kept(session: Session, letter: int) -> None:
    """The floor above knows who that is."""
    old(session, "zoe@brumevent.example", letter)

    assert silent(session, living=Ties(frozenset({people.key("zoe@brumevent.example")}))) == []


def test_a_person_is_kept_by_any_of_her_roles(session: Session, letter: int) -> None:
    """She is one person, with one clock, in two organisations."""
    company = people.organisation(session)
    people.signature(session, company, date(2009, 6, 16))
    old(session, "zoe@brumevent.example", letter, organisation_id=people.organisation(session, "Ombelle"))
    old(session, "zoe@brumevent.example", letter, organisation_id=company)

    assert silent(session) == []


def test_a_list_may_keep_for_less(session: Session, letter: int) -> None:
    """And whoever is on it only goes earlier."""
    terms.change(session, terms.CONTACT, 12, letter)
    old(session, "zoe@brumevent.example", letter)
    old(session, "loic@brumevent.example")

    assert silent(session, date(2010, 9, 2)) == ["zoe@brumevent.example"]


def test_days_follow_each_other(session: Session, letter: int) -> None:
    """Listed, a fortnight later asked, a month later erased; never two of them on one day."""
    old(session, "zoe@brumevent.example", letter)
    (first,) = inactivity.everybody(session, TODAY, NOBODY)
    inactivity.note(session, [first], TODAY)
    (listed,) = inactivity.everybody(session, TODAY, NOBODY)
    inactivity.asked(session, listed, TODAY + timedelta(days=14), 7)
    (asked,) = inactivity.everybody(session, TODAY, NOBODY)
    (question,) = question_outcomes.waiting(session)
    question_outcomes.told(session, question)
    (told,) = inactivity.everybody(session, TODAY, NOBODY)

    assert (first.listed_on, first.ask_on, first.erase_on) == (None, None, None)
    assert (listed.ask_on, listed.erase_on) == (date(2012, 10, 15), None)
    assert (question.message_id, asked.erase_on) == (7, None)
    assert told.erase_on == date(2012, 11, 14)
    assert [stages.said(one) for one in (first, listed, asked, told)] == [
        "sur la liste au prochain passage", "question le 15/10/2012", "question en chemin",
        "question posée, effacement le 14/11/2012",
    ]  # fmt: skip
    assert question_outcomes.waiting(session) == []


def test_whoever_objected_or_left_is_not_asked(session: Session, letter: int) -> None:
    """A question would be one letter too many."""
    old(session, "zoe@brumevent.example", letter)
    old(session, "loic@brumevent.example", letter, state=SubscriptionState.LEFT)
    zoe = people.key("zoe@brumevent.example")
    suppressing.suppress(session, zoe, reason=SuppressionReason.OBJECTION, since=people.NOW, evidence="test")
    old(session, "amadou@ombelle.example", letter)

    found = {one.address: one.unasked for one in inactivity.everybody(session, TODAY, NOBODY)}

    assert found == {
        "amadou@ombelle.example": "",
        "loic@brumevent.example": "on_no_list",
        "zoe@brumevent.example": "objection",
    }


def test_a_sign_takes_her_off_the_list(session: Session, letter: int) -> None:
    """And what was noted of her silence goes."""
    old(session, "zoe@brumevent.example", letter)
    inactivity.note(session, inactivity.everybody(session, TODAY, NOBODY), TODAY)
    contacts = inactivity.keep(session, people.key("zoe@brumevent.example"), seconds(TODAY))

    assert contacts == 1
    assert silent(session) == []
    assert inactivity.clear(session, set()) == 0


def test_whoever_left_one_letter_and_keeps_another_is_asked(session: Session, letter: int) -> None:
    """By the one that may still write to her; whom neither may write to, nobody asks."""
    theirs = mailing_lists.make(session, "La Lettre du réseau").id or 0
    zoe = old(session, "zoe@brumevent.example", letter)
    loic = old(session, "loic@brumevent.example", letter)
    for number in (zoe, loic):
        session.add(
            Subscription(
                contact_id=number, mailing_list_id=theirs, state=SubscriptionState.SUBSCRIBED, since=people.NOW
            )
        )
    for email, lists in (("zoe@brumevent.example", [letter]), ("loic@brumevent.example", [letter, theirs])):
        for one in lists:
            suppressing.suppress(
                session, people.key(email), reason=SuppressionReason.UNSUBSCRIBED, since=people.NOW,
                mailing_list_id=one, evidence="test",
            )  # fmt: skip
    found = {one.address: (one.unasked, one.written) for one in inactivity.everybody(session, TODAY, NOBODY)}

    assert found == {
        "zoe@brumevent.example": ("", frozenset([theirs])),
        "loic@brumevent.example": ("unsubscribed", frozenset()),
    }
