"""The HTML of a letter, read as mail programs read it: text that is too faint, styles they do not support. Pure.

Style sheets are not resolved: mail programs want styles on the element, where the inliner put them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import lxml.html
from cssutils.css.colors import COLORS

from templates import colours

#: WCAG 2.1, 1.4.3: large text may be fainter. Pixels, plain and bold.
_LARGE, _LARGE_BOLD, _READABLE_LARGE = 24.0, 18.66, 3.0
_SHORT = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
_FUNCTION = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_LONG = re.compile(r"#[0-9a-fA-F]{6}")
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "th"})


@dataclass(frozen=True)
class Faint:
    """A text that cannot be read on its background."""

    text: str
    ink: str
    paper: str
    ratio: float


@dataclass(frozen=True)
class _Setting:
    ink: str = "#000000"
    paper: str = "#ffffff"
    pixels: float = 16.0
    bold: bool = False

    @property
    def needed(self) -> float:
        large = self.pixels >= _LARGE or (self.bold and self.pixels >= _LARGE_BOLD)
        return _READABLE_LARGE if large else colours.READABLE


def faint(html: str) -> Iterator[Faint]:
    """Yield the texts that are too faint, each pair of colours once, in the order of reading."""
    seen: set[tuple[str, str]] = set()
    for text, setting in _texts(_tree(html), _Setting()):
        ratio = colours.contrast(setting.ink, setting.paper)
        if ratio < setting.needed and (setting.ink, setting.paper) not in seen:
            seen.add((setting.ink, setting.paper))
            yield Faint(" ".join(text.split()), setting.ink, setting.paper, ratio)


def declares_schemes(html: str) -> bool:
    """Tell whether a letter declares to mail programs that it supports dark mode."""
    tree = _tree(html)
    return any(meta.get("name") == "color-scheme" and "dark" in meta.get("content", "") for meta in tree.iter("meta"))


def declarations(html: str) -> Iterator[tuple[str, str]]:
    """Yield (property, value) of every style on an element and in a sheet, and (`@…`, rule) of its rules."""
    tree = _tree(html)
    for element in tree.iter():
        styles = _styles(element.get("style", "")) if isinstance(element.tag, str) else {}
        if styles.get("display") != "none":  # hidden text may use any style
            yield from styles.items()
    for sheet in tree.iter("style"):
        css = re.sub(r"/\*.*?\*/", "", sheet.text or "", flags=re.DOTALL)
        for block in re.findall(r"\{([^{}]*)\}", css):
            yield from _styles(block).items()
        yield from ((name.lower(), rest.strip()) for name, rest in re.findall(r"(@[\w-]+)([^{;]*)", css))


def _tree(html: str) -> Any:
    """Return the elements of a page; an empty page for an empty text."""
    return lxml.html.document_fromstring(html or "<html></html>")


def _texts(element: Any, setting: _Setting) -> Iterator[tuple[str, _Setting]]:
    if not isinstance(element.tag, str) or element.tag in {"head", "style", "script"}:
        return
    styles = _styles(element.get("style", ""))
    if styles.get("display") == "none":
        return
    inside = _inherited(element, styles, setting)
    if (element.text or "").strip():
        yield element.text, inside
    for child in element:
        yield from _texts(child, inside)
        if (child.tail or "").strip():
            yield child.tail, inside


def _inherited(element: Any, styles: dict[str, str], setting: _Setting) -> _Setting:
    ground = styles.get("background-color") or styles.get("background") or element.get("bgcolor") or ""
    pixels = re.fullmatch(r"([\d.]+)px", styles.get("font-size", ""))
    weight = styles.get("font-weight", "")
    bold = weight in {"bold", "bolder", "600", "700", "800", "900"} if weight else element.tag in _BOLD or setting.bold
    return replace(
        setting,
        ink=_colour(styles.get("color") or element.get("color") or "") or setting.ink,
        paper=_colour(ground) or setting.paper,
        pixels=float(pixels[1]) if pixels else setting.pixels,
        bold=bold,
    )


def _styles(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip() for name, _colon, value in pairs if value.strip()}


def _colour(value: str) -> str:
    """Return a colour as `#rrggbb`; an empty string when `value` holds no colour."""
    said = value.replace("!important", "").strip().lower()
    if found := _LONG.search(said):
        return found.group()
    if found := _SHORT.search(said):
        return "#" + "".join(digit * 2 for digit in found.groups())
    if found := _FUNCTION.search(said):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    named = COLORS.get(said)
    return "#{:02x}{:02x}{:02x}".format(*named[:3]) if named and said != "transparent" else ""
