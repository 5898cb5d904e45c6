"""Text that people typed: what may stand in it.

Refuses control characters (Unicode Cc, line and paragraph separators, lone surrogates): no keyboard writes them.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeVar

from templates import errors

T = TypeVar("T")

_INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def require_printable(text: str) -> None:
    """Raise TextRefused when `text` holds a control character other than LF."""
    for sign in text:
        if sign != "\n" and unicodedata.category(sign) in _INVISIBLE:
            raise errors.TextRefused(text=text.replace(sign, "").strip()[:40], character=f"U+{ord(sign):04X}")


def within(value: Any, kind: type[T]) -> Iterator[T]:
    """Yield every `kind` inside a frozen value, however deep."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from within(item, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from within(getattr(value, field.name), kind)
