"""Text that people typed: what may stand in it.

Refuses what no keyboard writes: control characters (Unicode Cc, line and paragraph separators, lone surrogates), code
points that are no characters, and signs that turn the order of the letters round them (UAX 9): with these, a word or
an address is not what it looks like. Marks of one place (U+200E, U+200F) stay.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from templates import errors

T = TypeVar("T")

#: Embeddings, overrides and isolates.
TURNING = "\u202a-\u202e\u2066-\u2069"
#: Cc but for LF, Cs, Zl and Zp: sets that Unicode closed.
_INVISIBLE = "\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
#: Code points that are no characters: a block, and the last two of each plane.
_NONE = "\ufdd0-\ufdef" + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_REFUSED = re.compile(f"[{_INVISIBLE}{TURNING}{_NONE}]")


def require_printable(text: str) -> None:
    """Raise TextRefused when `text` holds a control character other than LF, or one that turns its neighbours."""
    sign = unprintable(text)
    if sign is not None:
        raise errors.TextRefused(text=text.replace(sign, "").strip()[:40], character=named(sign))


def visible(text: str) -> str:
    """Return what a stranger wrote without the characters that `require_printable` refuses."""
    return _REFUSED.sub("", text)


def unprintable(text: str) -> str | None:
    """Return the first character that may not stand in a text, LF apart; `None` when all may."""
    found = _REFUSED.search(text)
    return found.group() if found else None


def named(sign: str) -> str:
    """Return a character as Unicode names its place: `U+202E`."""
    return f"U+{ord(sign):04X}"


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
