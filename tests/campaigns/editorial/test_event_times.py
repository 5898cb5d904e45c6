"""Days and hours in French."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaigns.editorial import event_times

NBSP = "\u00a0"


def test_the_first_of_a_month_is_an_ordinal() -> None:
    """« 1er », never « 1 »."""
    assert f"1er{NBSP}juin 2009" == event_times.day(date(2009, 6, 1))


def test_a_day_may_carry_its_weekday() -> None:
    """16 June 2009 was a Tuesday."""
    assert f"mardi 16{NBSP}juin 2009" == event_times.day(date(2009, 6, 16), weekday=True)


def test_an_event_of_some_hours_says_both() -> None:
    """Hours are said the French way."""
    said = event_times.span(event_times.parse("2009-10-08T09:00"), event_times.parse("2009-10-08T17:30"))

    assert f"jeudi 8{NBSP}octobre 2009, 9{NBSP}h{NBSP}– 17{NBSP}h{NBSP}30" == said


def test_an_event_of_some_days_says_from_and_to() -> None:
    """Both days are written out."""
    said = event_times.span("2009-10-08", "2009-10-09")

    assert f"du jeudi 8{NBSP}octobre 2009 au vendredi 9{NBSP}octobre 2009" == said


def test_a_moment_without_zone_is_of_paris() -> None:
    """Summer time in June."""
    assert event_times.parse("2009-06-16T10:00") == "2009-06-16T10:00+02:00"


@pytest.mark.parametrize("text", ["16/06/2009", "2009-13-01", "demain", ""])
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r".*"):
        event_times.parse(text)


def test_a_moment_is_told_in_paris_time() -> None:
    """Screens never show UTC."""
    assert event_times.moment(datetime(2009, 6, 16, 8, 30, tzinfo=UTC)).endswith(f"à 10{NBSP}h{NBSP}30")
