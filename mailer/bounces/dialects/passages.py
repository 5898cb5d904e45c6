"""Cutting prose into passages, one per address. Pure."""

from __future__ import annotations

from collections.abc import Callable


def by_address(text: str, whose: Callable[[str], str]) -> dict[str, str]:
    """Return the lines about each address that `whose` finds in a line, from that line to the next such one."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        named = whose(line)
        if named:
            current = found.setdefault(named, [])
        current.append(line)
    return {one: "\n".join(lines) for one, lines in found.items()}
