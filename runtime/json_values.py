"""Frozen values as JSON: one key per field, moments in ISO 8601 to the second, tuples as lists.

A nested value with an `as_json` of its own is written by it. Refuses to read: input is parsed where its shape is known.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any


def document(value: Any) -> dict[str, Any]:
    """Return the fields of a frozen dataclass, in order; the `_` that ends a name reserved by Python is removed."""
    return {each.name.rstrip("_"): _written(getattr(value, each.name)) for each in fields(value)}


def _written(value: Any) -> Any:
    if is_dataclass(value):
        return value.as_json() if hasattr(value, "as_json") else document(value)
    match value:
        case tuple():
            return [_written(one) for one in value]
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
    return value
