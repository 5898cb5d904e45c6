"""The proof that a theme can be read: the contrast of its two colours in each of their uses, light and dark (WCAG 2.1).

Owns where the colours of a letter meet. Refuses nothing: colours that cannot be read are measured too, so that a person
sees by how much.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from runtime.language import N_, _
from templates import colours, themes

#: WCAG 2.1, 1.4.6: enough for somebody who sees badly.
_EASY = 7.0
#: What is read, the name of its colour, and of the one behind it; a button is turned around.
_USES = (
    (N_("Titres et liens, sur le fond de la lettre"), "brand", "paper", "dark_brand", "dark_paper"),
    (N_("Titres et liens, dans les encadrés"), "brand", "tint", "dark_brand", "dark_tint"),
    (N_("Liens, autour de la lettre"), "brand", "page", "dark_brand", "dark_page"),
    (N_("Texte des boutons"), "paper", "brand", "dark_page", "dark_brand"),
    (N_("Surtitres, chiffres et dates, sur le fond de la lettre"), "accent", "paper", "dark_accent", "dark_paper"),
    (N_("Surtitres, chiffres et dates, dans les encadrés"), "accent", "tint", "dark_accent", "dark_tint"),
)


@dataclass(frozen=True)
class Pair:
    """Words on a background, both `#rrggbb`."""

    words: str
    behind: str

    @property
    def ratio(self) -> float:
        """From 1 to 21."""
        return colours.contrast(self.words, self.behind)

    @property
    def is_readable(self) -> bool:
        """Whether the words may be printed so."""
        return self.ratio >= colours.READABLE

    @property
    def said(self) -> str:
        """The ratio with a decimal, and what it means: « 8,2 : très lisible »."""
        meaning = _("très lisible") if self.ratio >= _EASY else _("lisible") if self.is_readable else _("illisible")
        shown = f"{int(self.ratio * 10) / 10:.1f}".replace(".", ",")  # never rounded up to what is needed
        return _("{ratio} : {meaning}").format(ratio=shown, meaning=meaning)


@dataclass(frozen=True)
class Contrast:
    """One use of a colour."""

    use: str
    light: Pair
    dark: Pair


def of(chosen: Mapping[str, str]) -> tuple[Contrast, ...]:
    """Return every use of the colours of a publication; `chosen` is what it chose, as for `themes.make`.

    Raises:
        errors.ThemeRefused: a name, colour or font does not exist.
    """
    shown: dict[str, Any] = {one.name: one.default for one in fields(themes.Theme)} | themes.read(chosen)
    return tuple(
        Contrast(_(use), Pair(shown[words], shown[behind]), Pair(shown[dark], shown[dark_behind]))
        for use, words, behind, dark, dark_behind in _USES
    )
