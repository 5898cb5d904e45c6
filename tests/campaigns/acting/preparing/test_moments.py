"""Moments of a departure, in words and judged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.acting.preparing import moments
from runtime.clock import PARIS
from runtime.errors import FieldRefused

NOW = datetime(2026, 12, 6, 8, 30, tzinfo=UTC)


def at(text: str) -> datetime:
    """Return a moment in Paris."""
    day, hour = text.split("T")
    found = moments.read(day, hour)
    assert found is not None
    return found


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_a_moment_is_repeated_in_words() -> None:
    """With its day, its zone and how far away it is (R11)."""
    said = moments.said(at("2026-12-08T10:00"), NOW)

    assert plain(said) == "mardi 8 décembre 2026 à 10 h 00, heure de Paris, dans 2 jours"


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(minutes=1), "dans 1 minute"), (timedelta(minutes=59), "dans 59 minutes"),
        (timedelta(hours=3), "dans 3 heures"), (timedelta(hours=20), "demain"), (timedelta(days=9), "dans 9 jours"),
        (timedelta(minutes=-5), "déjà passé"),
    ],
)  # fmt: skip
def test_how_far_away_it_is(later: timedelta, words: str) -> None:
    """In the unit that a person counts in."""
    assert moments.distance(NOW + later, NOW) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-12-05T10:00", "C’est un samedi"), ("2026-07-14T10:00", "férié (14 juillet)"),
        ("2026-05-15T10:00", "pont : le jeudi 14 mai est férié (Ascension)"),
        ("2026-07-13T10:00", "pont : le mardi 14 juillet est férié"), ("2026-08-18T10:00", "En août"),
        ("2026-12-29T10:00", "Entre Noël et le jour de l’an"), ("2026-12-08T22:30", "les bureaux sont fermés"),
        ("2026-10-25T02:30", "cette heure vient deux fois"),
    ],
)  # fmt: skip
def test_what_speaks_against_a_moment_is_advice(when: str, words: str) -> None:
    """Weekends, holidays, bridges, August, the years' end, the night, and the hour that comes twice."""
    assert words in plain(" ".join(moments.advice(at(when))))


def test_an_ordinary_tuesday_has_nothing_against_it() -> None:
    """So that what is said is heard."""
    assert moments.advice(at("2026-12-08T10:00")) == ()


def test_the_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    """Summer time still: 0 h 30 in UTC."""
    assert at("2026-10-25T02:30").astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "field", "words"),
    [
        ("2027-03-28", "02:30", "day", "n’existe pas à Paris"), ("2026-02-30", "10:00", "day", "calendrier"),
        ("", "10:00", "day", "le jour"), ("2026-12-08", "", "hour", "l’heure"), ("hier", "10:00", "day", "hier"),
    ],
)  # fmt: skip
def test_what_no_clock_in_paris_shows_is_refused(day: str, hour: str, field: str, words: str) -> None:
    """The hour that is skipped in March, and slips of the pen."""
    with pytest.raises(FieldRefused) as refused:
        moments.read(day, hour)

    assert (refused.value.field, words in refused.value.reason) == (field, True)


@pytest.mark.parametrize(
    ("now", "dated", "day", "reason"),
    [
        ("2026-12-06T09:30", None, "2026-12-08", "milieu de la semaine"),
        ("2026-12-08T09:30", None, "2026-12-09", "milieu de la semaine"),  # too late to read it again before ten
        ("2026-12-06T09:30", "2026-12-11", "2026-12-11", "la date que porte la lettre"),
        ("2026-12-06T09:30", "2026-12-13", "2026-12-15", "après la date que porte la lettre"),
        ("2026-07-30T11:00", None, "2026-09-01", "milieu de la semaine"),
        ("2026-12-24T11:00", None, "2027-01-05", "milieu de la semaine"),
    ],
)
def test_the_next_good_moment_has_its_reason(now: str, dated: str | None, day: str, reason: str) -> None:
    """Never a weekend, a holiday, a bridge, August, or the days between the years; at ten in Paris."""
    found = moments.next_slot(at(now), date.fromisoformat(dated) if dated else None)

    assert (found.day, found.hour, reason in found.reason) == (day, "10:00", True)
    assert found.at.tzinfo is PARIS
