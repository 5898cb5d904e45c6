"""Colours with enough contrast to be read (WCAG 2.1).

Refuses to name colours: a colour is `#rrggbb`, six digits, which Outlook needs.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable

from templates import errors

READABLE = 4.5

_SIX_DIGITS = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def require_readable(foreground: str, background: str) -> None:
    """Raise ColoursRefused when text in `foreground` cannot be read on `background`."""
    ratio = contrast(foreground, background)
    if ratio < READABLE:
        raise errors.ColoursRefused(
            foreground=foreground, background=background, ratio=f"{ratio:.1f}".replace(".", ",")
        )


def lightened(colour: str, backgrounds: Iterable[str]) -> str:
    """Return a colour of the same hue, only as light as it must be to be readable on all these dark backgrounds."""
    papers = list(backgrounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    for step in range(round(lightness * 100), 101):
        channels = colorsys.hls_to_rgb(hue, step / 100, saturation)
        lighter = "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
        if all(contrast(lighter, paper) >= READABLE for paper in papers):
            return lighter
    return "#ffffff"


def is_colour(value: str) -> bool:
    """Say whether `value` is written `#rrggbb`."""
    return _SIX_DIGITS.fullmatch(value) is not None


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
