"""The codes of Insee, as people read them."""

from __future__ import annotations

import pytest

from lists.organisations import sirene


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("00", "0 salarié"),
        ("01", "de 1 à 2 salariés"),
        ("21", "de 50 à 99 salariés"),
        ("53", "10\u202f000 salariés et plus"),
        ("NN", "NN"),
        ("50 à 99", "50 à 99"),
    ],
)
def test_a_band_is_said_in_words(code: str, said: str) -> None:
    """« 21 » says nothing to an officer."""
    assert sirene.band_said(code) == said
