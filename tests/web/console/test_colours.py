"""Every pair of colours that meets has the contrast that WCAG asks for, in light and in dark."""

from __future__ import annotations

import itertools
import re

import pytest

from web.console import bundling

_TOKEN = re.compile(r"--([a-z-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);")
TOKENS = {name: both for name, *both in _TOKEN.findall((bundling.HERE / "styles/tokens.css").read_text("utf-8"))}
SURFACES = ("page", "sheet", "well")
#: Words and what they stand on: 4.5 to 1 (WCAG 1.4.3).
WORDS = [
    *itertools.product(("ink", "quiet", "accent", "accent-strong", "bad"), SURFACES),
    *((word, tint) for tint in ("tint", "good-tint", "warn-tint", "bad-tint") for word in ("ink",)),
    ("accent", "tint"), ("good", "good-tint"), ("warn", "warn-tint"), ("bad", "bad-tint"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-bad", "bad"),
]  # fmt: skip
#: What shows where a field or a button is, and what has the focus: 3 to 1 (WCAG 1.4.11).
SIGNS = [
    *itertools.product(("edge", "focus", "accent", "good", "warn", "bad"), SURFACES),
    *itertools.product(("focus",), ("tint", "good-tint", "warn-tint", "bad-tint")),
]


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (SIGNS, 3.0)], ids=["words", "signs"])
def test_every_pair_that_meets_can_be_told_apart(pairs: list[tuple[str, str]], least: float, theme: int) -> None:
    """Whoever changes a colour learns here which words can no longer be read."""
    measured = {pair: _contrast(TOKENS[pair[0]][theme], TOKENS[pair[1]][theme]) for pair in pairs}

    assert {pair: round(ratio, 2) for pair, ratio in measured.items() if ratio < least} == {}


def test_no_colour_stands_outside_the_tokens() -> None:
    """A colour of its own would be in no pair above; only paper and the frame of a letter have some."""
    strange = []
    for file in sorted((bundling.HERE / "styles").rglob("*.css")):
        if file.name != "tokens.css":
            strange += [
                f"{file.name}: {found}" for found in re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text("utf-8"))
            ]

    assert set(strange) <= {"letter.css: #2a2e34", "letter.css: #0b0d0f", "print.css: #ffffff"}
