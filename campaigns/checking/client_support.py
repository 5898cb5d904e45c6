"""Styles that some important mail program does not support, and without which a letter reads differently.

Facts of caniemail.com (data of September 2025), reduced to Outlook for Windows, Gmail, Orange, Free, La Poste, SFR
and Yahoo. Styles whose absence only looks plainer (rounded corners, shadows) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OUTLOOK, _GMAIL, _ORANGE, _YAHOO = "Outlook (Windows)", "Gmail", "Orange", "Yahoo"


@dataclass(frozen=True)
class Feature:
    """A style, how it is recognised, and which mail programs do not support it."""

    name: str
    #: Matches `property: value`.
    pattern: re.Pattern[str]
    unknown_to: tuple[str, ...]


def _feature(name: str, pattern: str, *unknown_to: str) -> Feature:
    return Feature(name, re.compile(pattern, re.IGNORECASE), unknown_to)


FEATURES = (
    _feature("position", r"position: (?!static)", _GMAIL, _OUTLOOK),
    _feature("display: flex", r"display: (?:inline-)?flex", _OUTLOOK, _ORANGE),
    _feature("display: grid", r"display: (?:inline-)?grid", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("float", r"float: (?:left|right)", _OUTLOOK),
    _feature("background-image", r"background(?:-image)?: .*url\(", _OUTLOOK, "Free"),
    _feature("gradient", r"[\w-]+: .*gradient\(", _OUTLOOK, _ORANGE, _YAHOO),
    _feature("calc()", r"[\w-]+: .*\b(?:calc|clamp|min|max)\(", _OUTLOOK, _ORANGE, _YAHOO),
    _feature("var()", r"[\w-]+: .*var\(|--[\w-]+: ", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("light-dark()", r"[\w-]+: .*light-dark\(", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("rem, vw, vh", r"[\w-]+: .*\d(?:rem|vw|vh|vmin|vmax|ch)\b", _OUTLOOK, _ORANGE),
    _feature("transform", r"transform: ", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("clip-path", r"clip-path: ", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("filter", r"(?:backdrop-)?filter: ", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("object-fit", r"object-fit: ", _OUTLOOK, _ORANGE, _YAHOO),
    _feature("opacity", r"opacity: (?!1(?:\.0+)?$)", _OUTLOOK, _ORANGE),
    _feature("visibility", r"visibility: ", _GMAIL, _OUTLOOK, _ORANGE),
    _feature("column-count", r"column(?:s|-count): ", _OUTLOOK, _YAHOO),
    _feature("animation", r"animation(?:-name)?: |@keyframes: ", _GMAIL, _OUTLOOK, _ORANGE, _YAHOO),
    _feature("@font-face", r"@font-face: ", _GMAIL, _ORANGE, "La Poste", "SFR", _YAHOO),
    _feature("@import", r"@import: ", _GMAIL, _ORANGE, "La Poste", "SFR", _YAHOO),
    _feature("@supports", r"@supports: ", _GMAIL, _OUTLOOK, "La Poste", "SFR"),
)


def unsupported(declarations: Iterable[tuple[str, str]]) -> Iterator[Feature]:
    """Yield each feature of the table that is used, once, in the order of the table."""
    written = {f"{name}: {value}" for name, value in declarations}
    return (feature for feature in FEATURES if any(feature.pattern.match(one) for one in written))
