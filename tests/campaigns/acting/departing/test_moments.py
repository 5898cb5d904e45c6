"""What screens say of the time until a letter leaves."""

from __future__ import annotations

import pytest

from campaigns.acting.departing import moments

TEN = 1_253_001_600


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "un instant"),
        (0, "un instant"),
        (41, "41 s"),
        (581, "9 min 41 s"),
        (11_100, "3 h 5 min"),
        (187_200, "2 j 4 h"),
    ],
)
def test_a_time_to_wait_is_said_in_its_two_largest_units(seconds: int, words: str) -> None:
    """From one source in two languages: `modules/countdown.js` says the same."""
    assert moments.remaining(seconds).replace("\u00a0", " ") == words


@pytest.mark.parametrize("not_before", [TEN, TEN + moments.MARGIN])
def test_ten_o_clock_is_ten_o_clock(not_before: int) -> None:
    """Whether the margin was added at the launch or not; the screen counts to ten seconds before in any case."""
    assert moments.said(not_before) == TEN
    assert moments.shown(not_before) == not_before - moments.MARGIN
