"""A theme that cannot be read cannot be made."""

from __future__ import annotations

import pytest

from templates import colours, context, errors


def test_black_on_white_is_the_most_there_is() -> None:
    """21 to 1, WCAG 2.1."""
    assert round(colours.contrast("#000000", "#ffffff"), 1) == 21.0


def test_the_default_theme_is_readable_in_both_modes() -> None:
    """Making it is the proof; the buttons swap ink and paper."""
    theme = context.Theme()
    assert colours.contrast(theme.paper, theme.brand) >= colours.READABLE
    assert colours.contrast(theme.dark_page, theme.dark_brand) >= colours.READABLE


def test_pale_text_is_refused() -> None:
    """The sentence gives the ratio in French."""
    with pytest.raises(errors.ColoursRefused, match=r"est de \d,\d"):
        context.Theme(quiet="#b0b0b0")
