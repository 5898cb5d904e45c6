"""Days of the week: said rightly or not."""

from __future__ import annotations

from datetime import date

import pytest

from campaigns.editorial.typography import dates

NEAR = date(2009, 9, 15)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("lundi 16 juin 2009", "mardi"),
        ("le Lundi 16\u00a0Juin\u00a02009 à Paris", "mardi"),
        ("mercredi 8 octobre", "jeudi"),
        ("samedi 1er janvier", "vendredi"),
    ],
)
def test_a_wrong_day_is_told_with_the_right_one(text: str, right: str) -> None:
    """A date without a year is the closest one."""
    assert [found for _said, found in dates.wrong_weekdays(text, NEAR)] == [right]


@pytest.mark.parametrize(
    "text", ["mardi 16 juin 2009", "jeudi 8 octobre", "vendredi 1er janvier", "lundi 31 février 2009", "mardi"]
)
def test_a_right_day_is_not(text: str) -> None:
    """Nor a day that does not exist, which is another fault."""
    assert list(dates.wrong_weekdays(text, NEAR)) == []


def test_a_leap_day_is_looked_for_in_the_years_that_have_one() -> None:
    """2008 had one near 2009."""
    assert [found for _said, found in dates.wrong_weekdays("lundi 29 février", NEAR)] == ["vendredi"]
