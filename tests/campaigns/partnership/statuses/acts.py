"""Commitments and acts as the handlers see them, in the year of a convention from 16 June 2009 to 15 June 2010."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from campaigns.partnership.statuses import judging
from campaigns.partnership.statuses.cases import Call, Period
from campaigns.partnership.statuses.status import Judgement, Status

FIRST, LAST = date(2009, 6, 16), date(2010, 6, 15)
YEAR = Period(FIRST, LAST, deadline=LAST)
#: A day in the middle, and the day after the end.
FEBRUARY, AFTER = date(2010, 2, 1), date(2010, 6, 16)


@dataclass(frozen=True)
class Promise:
    """A commitment."""

    kind: str
    rhythm: str = "permanent"
    every_days: int = 0
    needs: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Act:
    """A piece of evidence."""

    act: str
    on: date
    subject: str = ""
    until: date | None = None


def at(month: int, day: int) -> date:
    """Return a day of that year."""
    return date(2009 if month > 6 else 2010, month, day)


def issues(*days: date) -> list[Call]:
    """Return issues that left on these days, numbered from 1."""
    return [Call(on, f"issue:{number}", f"le numéro {number}") for number, on in enumerate(days, 1)]


def judged(promise: Promise, *acts: Act, calls: list[Call] | None = None, day: date = AFTER) -> Judgement:
    """Judge a commitment on a day; the spaces of the reason are ordinary ones."""
    found = judging.judged(promise, acts, calls or [], YEAR, day)
    return replace(found, reason=found.reason.replace("\u00a0", " "))


def status(promise: Promise, *acts: Act, calls: list[Call] | None = None, day: date = AFTER) -> Status:
    """Return the status alone."""
    return judged(promise, *acts, calls=calls, day=day).status
