"""The words: French plurals."""

from __future__ import annotations

import pytest

from runtime.language import ngettext


@pytest.mark.parametrize(("n", "chosen"), [(0, "ligne"), (1, "ligne"), (2, "lignes"), (500, "lignes")])
def test_none_and_one_are_singular(n: int, chosen: str) -> None:
    """As French grammar has it, where English says zero lines."""
    assert ngettext("ligne", "lignes", n) == chosen
