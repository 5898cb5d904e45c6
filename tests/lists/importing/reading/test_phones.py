"""Telephone numbers, as people and spreadsheets write them."""

from __future__ import annotations

import pytest

from lists.importing.reading import cells


@pytest.mark.parametrize(
    "written",
    [
        "01 02 03 04 05", "+33 1 02 03 04 05", "0033102030405", "(+33)102030405", "33102030405", "33 1 02 03 04 05",
        "102030405", "1.02030405E+8", "1,02030405E+08", "+33 (0)1.02.03.04.05",
    ],
)  # fmt: skip
def test_a_french_number_is_written_by_pairs(written: str) -> None:
    """Also when a spreadsheet took it for a sum."""
    assert cells.phone(written).value == "01 02 03 04 05"


@pytest.mark.parametrize("written", ["+32 2 123 45 67", "3310", "33 rue", "1.5E+3", "poste 12"])
def test_any_other_stays(written: str) -> None:
    """What it is, we do not know."""
    assert cells.phone(written).value == written
