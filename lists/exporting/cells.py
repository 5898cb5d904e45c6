"""One value as a cell that the import reads back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lists import contact_roles
from runtime.language import _

_WORDS: Mapping[str, Mapping[str, str]] = {"role": contact_roles.ROLES, "nature": contact_roles.NATURES}


def text(field: str, value: Any) -> str:
    """Return the words of a value: days as the French write them, roles and natures by their names."""
    if value is None:
        return ""
    if field in _WORDS:
        return _(_WORDS[field][value])
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
