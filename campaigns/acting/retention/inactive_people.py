"""Persons who gave no sign for too long: listed, asked, erased, each step on a later day than the one before.

The plan is checked again in the transaction that carries it out: a person who gave a sign meanwhile stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.acting.retention import last_question
from campaigns.acting.rights import objection_and_erasure
from lists.retention import inactivity
from lists.retention.inactivity import Lapsing
from lists.retention.relationships import Ties
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _

#: Per day: an old file must not turn the question into a mass mailing, or erase thousands in one morning.
MOST = 500


@dataclass(frozen=True)
class InactivityPlan:
    """What is due today, person by person."""

    #: To be shown to the officer from today on.
    new: tuple[Lapsing, ...]
    #: The officer's time to react is over: to be asked.
    asked: tuple[Lapsing, ...]
    #: The same, but not to be asked: the person objected, left, or cannot be reached.
    passed: tuple[Lapsing, ...]
    #: The question stayed unanswered: to be erased.
    erased: tuple[Lapsing, ...]
    #: Everybody who gave no sign for too long, those above included.
    everybody: tuple[Lapsing, ...]


def plan(session: Session, today: date, living: Ties) -> InactivityPlan:
    """Return what is due on a day; changes nothing."""
    everybody = inactivity.everybody(session, today, living)
    waiting = [one for one in everybody if one.asked_on is None and one.ask_on is not None and one.ask_on <= today]
    erased = [one for one in everybody if one.erase_on is not None and one.erase_on <= today]
    return InactivityPlan(
        new=tuple(one for one in everybody if one.listed_on is None),
        asked=tuple([one for one in waiting if not one.unasked][:MOST]),
        passed=tuple(one for one in waiting if one.unasked),
        erased=tuple(erased[:MOST]),
        everybody=tuple(everybody),
    )


def carry_out(opened: Installation, planned: InactivityPlan, living: Ties) -> int:
    """Do what is due; return how many people were erased."""
    today = clock.today(opened.clock)
    with opened.database.transaction() as session:
        inactivity.clear(session, {one.address_key for one in planned.everybody})
        inactivity.note(session, planned.new, today)
        last_question.follow(session)
        for person in planned.asked:
            last_question.ask(session, opened, person)
        for person in planned.passed:
            inactivity.asked(session, person, today)
    with opened.database.transaction() as session:
        keys = [one.address_key for one in planned.erased]
        still = inactivity.everybody(session, today, living, keys) if keys else []
        for person in still:
            _erase(session, opened, person)
    return len(still)


def _erase(session: Session, opened: Installation, person: Lapsing) -> None:
    now = opened.clock.now()
    evidence = _("sans signe depuis le {day}, durée de conservation passée").format(day=f"{person.last_on:%d/%m/%Y}")
    erased = objection_and_erasure.erase(session, person.address_key, person.wire, now=now, evidence=evidence)
    audit.record(session, now, "tick", "reader.lapsed", contacts=erased.contacts, letters=erased.letters)
