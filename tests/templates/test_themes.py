"""A theme that cannot be read cannot be made."""

from __future__ import annotations

import pytest

from templates import colours, errors, themes


def test_black_on_white_is_the_most_there_is() -> None:
    """21 to 1, WCAG 2.1."""
    assert round(colours.contrast("#000000", "#ffffff"), 1) == 21.0


def test_the_default_theme_is_readable_in_both_modes() -> None:
    """Making it is the proof; the buttons swap ink and paper."""
    theme = themes.Theme()
    assert colours.contrast(theme.paper, theme.brand) >= colours.READABLE
    assert colours.contrast(theme.dark_page, theme.dark_brand) >= colours.READABLE


def test_pale_text_is_refused() -> None:
    """The sentence gives the ratio in French."""
    with pytest.raises(errors.ColoursRefused, match=r"est de \d,\d"):
        themes.Theme(quiet="#b0b0b0")


def test_nothing_chosen_is_the_theme_of_relais() -> None:
    """A publication need not choose."""
    assert themes.make({}) == themes.Theme()


def test_a_colour_that_is_chosen_once_can_be_read_in_the_dark_too() -> None:
    """An officer knows her green, not its sister for the night."""
    theme = themes.make({"brand": "#0B5D3B"})
    dark = [colours.contrast(theme.dark_brand, paper) for paper in (theme.dark_page, theme.dark_paper, theme.dark_tint)]
    assert theme.brand == "#0b5d3b"
    assert min(dark) >= colours.READABLE


def test_the_dark_sister_is_hers_when_she_says_so() -> None:
    """What follows never wins over what is chosen."""
    assert themes.make({"brand": "#0b5d3b", "dark_brand": "#99ddbb"}).dark_brand == "#99ddbb"


def test_a_lighter_colour_keeps_its_hue() -> None:
    """Green stays green."""
    red, green, blue = (int(colours.lightened("#0b5d3b", ["#1b2128"])[start : start + 2], 16) for start in (1, 3, 5))
    assert green > max(red, blue)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"couleur": "#112233"}, "inconnu"),
        ({"brand": "vert"}, "n’est pas une couleur"),
        ({"brand": "#abc"}, "n’est pas une couleur"),
        ({"titles": "Comic Sans"}, "police"),
        ({"serif": "Comic Sans"}, "inconnu"),
    ],
)
def test_what_is_no_choice_is_refused(chosen: dict[str, str], words: str) -> None:
    """With what there is to choose from."""
    with pytest.raises(errors.ThemeRefused, match=words):
        themes.make(chosen)


def test_a_chosen_colour_that_is_too_pale_is_refused() -> None:
    """Whoever chooses is told the ratio."""
    with pytest.raises(errors.ColoursRefused):
        themes.make({"ink": "#aaaaaa"})


def test_every_font_ends_with_one_that_every_machine_has() -> None:
    """And none of them is fetched."""
    assert {stack.rsplit(", ", 1)[1] for stack in themes.FONTS.values()} == {"serif", "sans-serif"}
