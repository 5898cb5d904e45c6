"""Signs that no keyboard writes, and that Word leaves in what is copied out of it."""

from __future__ import annotations

import re
import unicodedata

#: Control characters and separators of lines: a space, wherever Word puts them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
#: Soft hyphens, spaces of no width, marks of byte order: nothing.
_NOTHING = re.compile("[\u00ad\u200b\ufeff]")
#: What Word writes of a picture that it looked at itself: nobody has said what it shows.
_GENERATED = re.compile(
    r"description générée automatiquement|description automatically generated|généré par l.ia|ai-generated content",
    re.IGNORECASE,
)


def printable(text: str) -> str:
    """Return a text with nothing in it but what a reader sees; composed (NFC), every typed sign as it was."""
    return unicodedata.normalize("NFC", _NOTHING.sub("", _CONTROL.sub(" ", text)))


_RAISED, _LOWERED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_FIGURES = re.compile(r"[+-]?\d+|[+-]")


def shifted(text: str, place: str) -> str:
    """Return figures above or below the line (`superscript`, `subscript`) as signs that stand there: m², CO₂.

    Letters stay on the line, as in `1er`.
    """
    table = {"superscript": _RAISED, "subscript": _LOWERED}.get(place)
    return text.translate(table) if table and _FIGURES.fullmatch(text) else text


def alternative(text: str) -> str | None:
    """Return what a picture shows, as somebody wrote it; None when nobody did."""
    said = re.sub(" +", " ", printable(text)).strip(" ")
    return None if not said or _GENERATED.search(said) else said
