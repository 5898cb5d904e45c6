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


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2027-06-10T22:00", "2027-06-11T02:00", "du jeudi 10_juin 2027, 22_h, au vendredi 11_juin 2027, 2_h"),
        ("2027-06-10T20:00", "2027-06-11T00:00", "du jeudi 10_juin 2027, 20_h, au vendredi 11_juin 2027, 0_h"),
        ("2027-06-10T09:00", "2027-06-11", "du jeudi 10_juin 2027, 9_h, au vendredi 11_juin 2027"),
        ("2027-06-10", "2027-06-11T18:00", "du jeudi 10_juin 2027 au vendredi 11_juin 2027, 18_h"),
        ("2027-06-10T09:00", "2027-06-10", "jeudi 10_juin 2027, à partir de 9_h"),
        ("2027-06-10", "2027-06-10T18:00", "jeudi 10_juin 2027, jusqu’à 18_h"),
        ("2027-06-10T09:00", "", "jeudi 10_juin 2027, 9_h"),
        ("2027-10-31T01:00", "2027-10-31T06:00", "dimanche 31_octobre 2027, 1_h_– 6_h"),
    ],
)
def test_no_hour_that_was_written_is_lost(starts: str, ends: str, said: str) -> None:
    """A night is two days, and its readers come at 22 h."""
    assert event_times.span(event_times.parse(starts), ends and event_times.parse(ends)) == said.replace("_", NBSP)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2027-06-10T09:00+04:00", "2027-06-10T12:00+04:00", "10_juin 2027, 9_h_– 12_h (heure locale, UTC+4)"),
        ("2027-06-10T22:00-04:00", "", "10_juin 2027, 22_h (heure locale, UTC−4)"),
        ("2027-06-10T09:00-09:30", "", "10_juin 2027, 9_h (heure locale, UTC−9:30)"),
        ("2027-06-10T07:00Z", "", "10_juin 2027, 9_h (heure de Paris)"),
        ("2027-06-10T09:00+02:00", "", "10_juin 2027, 9_h"),
    ],
)
def test_hours_are_those_of_the_place_and_say_so(starts: str, ends: str, said: str) -> None:
    """Who reads « 7 h » in Saint-Denis of La Réunion comes two hours early."""
    spoken = event_times.span(event_times.parse(starts), ends and event_times.parse(ends))

    assert spoken == f"jeudi {said}".replace("_", NBSP)


def test_an_hour_that_clocks_skip_is_refused() -> None:
    """In the last night of March it is 3 h at once."""
    with pytest.raises(ValueError, match="heure d’été"):
        event_times.parse("2027-03-28T02:30")


@pytest.mark.parametrize("text", ["16/06/2009", "2009-13-01", "demain", "", "2027-W23-4", "20270610", "0209-06-10"])
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r".*"):
        event_times.parse(text)


def test_a_moment_is_told_in_paris_time() -> None:
    """Screens never show UTC."""
    assert event_times.moment(datetime(2009, 6, 16, 8, 30, tzinfo=UTC)).endswith(f"à 10{NBSP}h{NBSP}30")
