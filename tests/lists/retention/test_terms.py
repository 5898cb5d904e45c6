"""Terms: lawful by default, shorter where somebody says so, never longer than the law bears."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from lists import errors
from lists.retention import terms
from lists.retention.terms import Keeper, Term, Unit
from runtime import clock

BACKUP = Term("backup", "Une sauvegarde", Unit.DAYS, 35, 1, 90, keeper=Keeper.ADMINISTRATOR)


def test_three_years_unless_somebody_says_less(session: Session, letter: int) -> None:
    """What a list says stands above what is said for everything."""
    assert terms.value(session, terms.CONTACT, letter) == 36

    terms.change(session, terms.CONTACT, 24)
    assert terms.value(session, terms.CONTACT, letter) == 24

    terms.change(session, terms.CONTACT, 30, letter)
    assert (terms.value(session, terms.CONTACT, letter), terms.value(session, terms.CONTACT)) == (30, 24)
    assert terms.by_list(session, terms.CONTACT) == {letter: 30}


@pytest.mark.parametrize(
    ("term", "value", "place"),
    [
        (terms.CONTACT, 37, 0),
        (terms.CONTACT, 0, 0),
        (terms.ANSWER, 1, 0),
        (terms.IMPORT, 20, 0),
        (terms.HISTORY, 36, 1),
        (BACKUP, 30, 0),
    ],
)
def test_what_the_law_does_not_bear_is_refused(session: Session, term: Term, value: int, place: int) -> None:
    """Too long, too short, for one list where it is the same for all, or not in our hands."""
    with pytest.raises(errors.TermRefused):
        terms.change(session, term, value, place)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2009, 1, 31), 1, date(2009, 2, 28)),
        (date(2008, 1, 31), 1, date(2008, 2, 29)),
        (date(2009, 8, 31), 1, date(2009, 9, 30)),
        (date(2009, 12, 15), 1, date(2010, 1, 15)),
        (date(2012, 2, 29), -36, date(2009, 2, 28)),
        (date(2009, 9, 15), 3, date(2009, 12, 15)),
    ],
)
def test_months_end_where_the_law_says(day: date, months: int, later: date) -> None:
    """The same date, or the last day of a month that has no such date."""
    assert clock.months_later(day, months) == later
