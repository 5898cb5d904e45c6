"""Organisations that no letter reaches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from lists import history
from lists.kinds import Fact, SubscriptionState, SuppressionReason
from lists.permission import suppressing
from lists.tidying import unreachable
from tests.lists import people

TODAY = date(2009, 9, 15)


def _found(session: Session, letter: int) -> list[tuple[str, str]]:
    return [(one.place.name, one.why) for one in unreachable.without_contact(session, letter, TODAY)]


def _reach(
    session: Session,
    letter: int,
    name: str,
    reason: SuppressionReason | None = None,
    state: SubscriptionState = SubscriptionState.SUBSCRIBED,
) -> None:
    company = people.organisation(session, name)
    email = f"x@{name.lower()}.example"
    people.contact(session, email, organisation_id=company, mailing_list_id=letter, state=state)
    if reason:
        suppressing.suppress(session, people.key(email), reason=reason, since=people.NOW, evidence="test")


def test_whoever_cannot_be_reached_is_shown_with_the_reason(session: Session, letter: int) -> None:
    """Nobody there, a bounce, or people who do not want letters."""
    people.organisation(session, "Vide")
    _reach(session, letter, "Rebond", SuppressionReason.BOUNCED)
    _reach(session, letter, "Opposée", SuppressionReason.OBJECTION)
    _reach(session, letter, "Partie", state=SubscriptionState.LEFT)
    _reach(session, letter, "Jointe")
    assert _found(session, letter) == [
        ("Opposée", unreachable.OUT),
        ("Partie", unreachable.OUT),
        ("Rebond", unreachable.BOUNCED),
        ("Vide", unreachable.NOBODY),
    ]


def test_one_person_may_speak_for_two_organisations(session: Session, letter: int) -> None:
    """Though she gets one letter."""
    for name in ("Une", "Autre"):
        company = people.organisation(session, name)
        people.contact(session, "x@o.example", organisation_id=company, mailing_list_id=letter)
    assert _found(session, letter) == []


@pytest.mark.parametrize(
    "columns", [{"active_until": date(2009, 9, 14)}, {"kind": "partner"}, {"active_until": date(2008, 1, 1)}]
)
def test_whoever_need_not_be_reached_is_not_shown(session: Session, letter: int, columns: dict[str, Any]) -> None:
    """What has closed, and partners, who are written to otherwise."""
    people.organisation(session, "Fermée", **columns)
    assert _found(session, letter) == []


def test_a_company_that_withdrew_need_not_be_reached(session: Session, letter: int) -> None:
    """Unless another signature stands."""
    for name, days in (("Repentie", [date(2009, 1, 1)]), ("Fidèle", [date(2009, 1, 1), date(2009, 2, 1)])):
        company = people.organisation(session, name)
        for rank, day in enumerate(days):
            people.signature(session, company, day, withdrawn=date(2009, 3, 1) if rank == 0 else None)
    assert _found(session, letter) == [("Fidèle", unreachable.NOBODY)]


def _send(session: Session, sending: int, facts: dict[int, Fact], work: int | None = None) -> None:
    history.sent(session, sending, work or sending, sending * 100)
    for contact, fact in facts.items():
        history.note(session, [contact], fact, sending * 100, sending)


def test_whom_three_issues_failed_to_reach_is_shown(session: Session, letter: int) -> None:
    """One contact who was reached is enough; an issue that was sent twice is one."""
    staff = {}
    for name in ("Muette", "Jointe", "Récente"):
        company = people.organisation(session, name)
        staff[name] = [people.contact(session, f"{rank}@{name}.example", organisation_id=company) for rank in (1, 2)]
    for sending in (1, 2, 3):
        lost = dict.fromkeys((*staff["Muette"], staff["Jointe"][0]), Fact.REFUSED)
        _send(session, sending, lost | {staff["Jointe"][1]: Fact.RECEIVED})
    for sending in (4, 5, 6):
        _send(session, sending, {staff["Récente"][0]: Fact.BOUNCED}, work=min(sending, 5))
    assert [(one.place.name, one.issues) for one in unreachable.not_reached(session)] == [("Muette", 3)]


def test_a_letter_that_arrived_begins_the_count_anew(session: Session) -> None:
    """Three after it, not three ever."""
    company = people.organisation(session, "Ombelle")
    contact = people.contact(session, "x@o.example", organisation_id=company)
    for sending in range(1, 8):
        _send(session, sending, {contact: Fact.RECEIVED if sending == 5 else Fact.REFUSED})
    assert unreachable.not_reached(session) == []
    _send(session, 8, {contact: Fact.REFUSED})
    assert [one.issues for one in unreachable.not_reached(session)] == [3]
