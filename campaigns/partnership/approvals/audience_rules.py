"""The rule of an audience as an approval is bound to it: a segment and those that it names, never its readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from lists import errors
from lists.segments import saved


def of(session: Session, segment: str | None) -> dict[str, Any] | None:
    """Return the trees of a segment and of those that it names, by name; `None` for the whole list.

    Raises:
        lists.errors.SegmentUnknown.
    """
    if not segment:
        return None
    kept = {one.name: one.rule for one in saved.everything(session)}
    if segment not in kept:
        raise errors.SegmentUnknown(name=segment)
    found: dict[str, Any] = {}
    waiting = [segment]
    while waiting:
        name = waiting.pop()
        if name in kept and name not in found:
            found[name] = kept[name]
            waiting += _named(kept[name])
    return found


def _named(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key == "segment" and isinstance(value, str):
                yield value
            else:
                yield from _named(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _named(value)
