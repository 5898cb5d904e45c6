"""How a publication looks: its colours in light and in dark mode, its fonts. Everything must be readable.

Owns the fonts that mail clients have, and how a dark colour is derived from a light one. Refuses fonts to fetch, and
two colours that are too close (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from runtime.language import _
from templates import colours, errors

#: Name -> the font stack written in the letter; every machine has at least one member of each.
FONTS = {
    "arial": "Arial, Helvetica, sans-serif",
    "georgia": "Georgia, Times New Roman, Times, serif",
    "palatino": "Palatino Linotype, Book Antiqua, Palatino, Georgia, serif",
    "tahoma": "Tahoma, Verdana, Geneva, sans-serif",
    "times": "Times New Roman, Times, serif",
    "trebuchet": "Trebuchet MS, Tahoma, Arial, sans-serif",
    "verdana": "Verdana, Geneva, sans-serif",
}

_TEXTS = ("ink", "quiet", "brand", "accent")
_PAPERS = ("page", "paper", "tint")


@dataclass(frozen=True)
class Theme:
    """Colours (`#rrggbb`, light then dark) and fonts; raises ColoursRefused when a text could not be read."""

    #: Behind the letter.
    page: str = "#eceef0"
    #: Behind the text.
    paper: str = "#fdfdfc"
    #: Behind panels.
    tint: str = "#f1f4f7"
    #: Text.
    ink: str = "#23292f"
    #: Secondary text.
    quiet: str = "#57616b"
    #: Masthead, titles, links.
    brand: str = "#17406d"
    #: Small capitals, figures, dates.
    accent: str = "#9c3d22"
    #: Thin lines.
    line: str = "#d5dae0"
    #: The same in the dark.
    dark_page: str = "#12161b"
    dark_paper: str = "#1b2128"
    dark_tint: str = "#252d36"
    dark_ink: str = "#e6e8ea"
    dark_quiet: str = "#aeb7c0"
    dark_brand: str = "#a9cdf2"
    dark_accent: str = "#f0ac94"
    dark_line: str = "#3b4550"
    #: Titles.
    serif: str = FONTS["georgia"]
    #: Text.
    sans: str = FONTS["arial"]

    def __post_init__(self) -> None:
        for dark in ("", "dark_"):
            for paper in _PAPERS:
                for text in _TEXTS:
                    colours.require_readable(getattr(self, dark + text), getattr(self, dark + paper))


#: What a publication may choose, besides the two fonts.
COLOURS = tuple(field.name for field in fields(Theme) if field.name not in {"serif", "sans"})


def make(chosen: Mapping[str, str]) -> Theme:
    """Return the theme of a publication from what it chose: colours by name, and `titles` and `text`, fonts by name.

    A text colour chosen for light mode only also determines the dark one, lightened until it can be read there.

    Raises:
        errors.ThemeRefused: a name, colour or font does not exist.
        errors.ColoursRefused: a text could not be read on its background.
    """
    return Theme(**read(chosen))


def read(chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a theme that follow from what a publication chose, whether they can be read or not.

    Raises:
        errors.ThemeRefused.
    """
    values: dict[str, str] = {}
    for name, value in chosen.items():
        if name in COLOURS:
            values[name] = _colour(name, value)
        elif name in {"titles", "text"}:
            values["serif" if name == "titles" else "sans"] = _font(name, value)
        else:
            reason = _("ce nom est inconnu ; les couleurs sont {known}").format(known=", ".join(COLOURS))
            raise errors.ThemeRefused(name=name, reason=reason)
    return _followed(values)


def _colour(name: str, value: str) -> str:
    if not colours.is_colour(value):
        reason = _("« {value} » n’est pas une couleur comme #17406d").format(value=value)
        raise errors.ThemeRefused(name=name, reason=reason)
    return value.lower()


def _font(name: str, value: str) -> str:
    if value not in FONTS:
        reason = _("« {value} » n’est pas une police que toutes les messageries ont ; choisissez parmi {known}")
        raise errors.ThemeRefused(name=name, reason=reason.format(value=value, known=", ".join(FONTS)))
    return FONTS[value]


def _followed(values: dict[str, str]) -> dict[str, str]:
    """Add the dark colours that follow from the light ones."""
    papers = [values.get(f"dark_{paper}", getattr(Theme, f"dark_{paper}")) for paper in _PAPERS]
    missing = {f"dark_{text}": values[text] for text in _TEXTS if text in values}
    return {name: colours.lightened(light, papers) for name, light in missing.items()} | values
