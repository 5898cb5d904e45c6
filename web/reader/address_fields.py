"""What a form says of an address that cannot be one: what to do about it, beside the field that still holds it."""

from __future__ import annotations

from lists.errors import AddressRefused
from runtime.language import _


def problem(typed: str, refused: AddressRefused) -> str:
    """Return one sentence."""
    if not typed.strip():
        return _("Indiquez votre adresse électronique.")
    return _("Vérifiez l’adresse : {reason}.").format(reason=refused.reason)
