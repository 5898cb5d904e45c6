"""The contrast of the two colours of a letter, in each of their uses."""

from __future__ import annotations

from templates import contrasts, themes


def test_every_use_of_a_shipped_theme_can_be_read() -> None:
    """By the same measure that refuses a theme."""
    measured = contrasts.of({})

    assert len(measured) == 6
    assert all(pair.is_readable for one in measured for pair in (one.light, one.dark))
    assert measured[0].light.words == themes.Theme().brand


def test_colours_that_cannot_be_read_are_measured_all_the_same() -> None:
    """A person sees by how much, and that a ratio is never rounded up to what is needed."""
    first = contrasts.of({"brand": "#767676"})[0].light

    assert not first.is_readable
    assert first.said == "4,4\u00a0: illisible"
