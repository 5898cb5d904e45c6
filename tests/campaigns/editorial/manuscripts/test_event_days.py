"""Days of events as contributors write them."""

from __future__ import annotations

import pytest

from campaigns.editorial.manuscripts import event_days


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("jeudi 8 octobre 2009", "2009-10-08", None),
        ("1er août 2009", "2009-08-01", None),
        ("08/10/2009", "2009-10-08", None),
        ("2009-10-08T09:00", "2009-10-08T09:00+02:00", None),
        ("8 octobre 2009 à 14 h 30", "2009-10-08T14:30+02:00", None),
        ("8 octobre 2009, 9h-17h", "2009-10-08T09:00+02:00", "2009-10-08T17:00+02:00"),
        ("8 octobre 2009, de 9 h 30 à 12 h 15", "2009-10-08T09:30+02:00", "2009-10-08T12:15+02:00"),
        ("8 octobre 2009, 22 h-2 h", "2009-10-08T22:00+02:00", "2009-10-09T02:00+02:00"),
    ],
)
def test_a_day_is_read_as_it_is_said(text: str, starts: str, ends: str | None) -> None:
    """With hours or without."""
    assert event_days.span(text) == {"starts": starts} | ({"ends": ends} if ends else {})


@pytest.mark.parametrize(
    "text",
    [
        "lundi 8 octobre 2009",
        "31 juin 2009",
        "bientôt",
        "8 octobre",
        "8 octobre 2009, 25 h",
        "8 octobre 2009, 9 h-9 h",
        "8 octobre 0009",
        "",
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    """Another name of the day, a day that there is not, no year."""
    with pytest.raises(ValueError, match=r"."):
        event_days.span(text)
