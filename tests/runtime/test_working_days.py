"""Working days in France."""

from __future__ import annotations

from datetime import date

import pytest

from runtime import working_days


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2008, 3, 23), (2009, 4, 12), (2010, 4, 4), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)],
)
def test_easter_falls_on_its_day(year: int, month: int, day: int) -> None:
    """The earliest and the latest of a century included."""
    assert working_days.easter(year) == date(year, month, day)


def test_a_year_has_eleven_holidays() -> None:
    """Those of the law, three of them after Easter."""
    assert {f"{day:%d/%m}" for day in working_days.holidays(2010)} == {
        "01/01", "05/04", "01/05", "08/05", "13/05", "24/05", "14/07", "15/08", "01/11", "11/11", "25/12",
    }  # fmt: skip


def test_three_working_days_jump_over_weekends_and_holidays() -> None:
    """From the Wednesday before All Saints, and over the end of the year."""
    assert working_days.after(date(2009, 10, 28), 3) == date(2009, 11, 2)
    assert working_days.after(date(2009, 11, 9), 3) == date(2009, 11, 13)
    assert working_days.after(date(2009, 12, 24), 1) == date(2009, 12, 28)
    assert working_days.after(date(2009, 12, 26), 0) == date(2009, 12, 28)
