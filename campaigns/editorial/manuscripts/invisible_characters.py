"""Characters that no keyboard types, and that Word leaves in copied text."""

from __future__ import annotations

import re
import unicodedata

from templates import typed_text

#: Control characters and line separators: replaced by a space.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
#: Soft hyphens, zero-width spaces, byte order marks, what Windows puts round a copied number, no characters: removed.
_NOTHING = re.compile(f"[\u00ad\u200b\ufeff\ufffe\uffff{typed_text.TURNING}]")
#: Alternative texts that Word generated: no author has described the picture.
_GENERATED = re.compile(
    r"description générée automatiquement|description automatically generated|généré par l.ia|ai-generated content",
    re.IGNORECASE,
)


def printable(text: str) -> str:
    """Return only the visible characters of a text, composed (NFC), and otherwise unchanged."""
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
    """Return the alternative text that an author wrote; `None` when there is none."""
    said = re.sub(" +", " ", printable(text)).strip(" ")
    return None if not said or _GENERATED.search(said) else said
