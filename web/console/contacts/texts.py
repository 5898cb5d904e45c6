"""What somebody typed in this room may hold what a keyboard types, and nothing else."""

from __future__ import annotations

from runtime.language import _
from templates import typed_text


def printable(text: str) -> str:
    """Return a text as it is.

    Raises:
        ValueError: it holds a sign that no keyboard types.
    """
    if typed_text.unprintable(text):
        raise ValueError(_("Ce texte contient un signe invisible : tapez-le de nouveau."))
    return text
