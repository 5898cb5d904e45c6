"""Whoever receives a letter: dkimpy, which shares no line with ours, and a DNS that publishes some keys."""

from __future__ import annotations

from collections.abc import Sequence

import dkim as dkimpy

from mailer.dkim import Key, records

DOMAIN = "charte.example"


def verdicts(letter: bytes, keys: Sequence[Key]) -> list[bool]:
    """Return what each signature of a letter is worth, from the topmost on."""
    zone = {f"{records.name(key.selector, DOMAIN)}.": records.record(key) for key in keys}

    def txt(name: bytes, timeout: float = 5) -> bytes:
        return zone.get(name.decode(), "").encode()

    return [_is_good(letter, number, txt) for number in range(letter.count(b"DKIM-Signature: v=1"))]


def _is_good(letter: bytes, number: int, txt: object) -> bool:
    try:
        return bool(dkimpy.DKIM(letter).verify(number, dnsfunc=txt))
    except dkimpy.DKIMException:
        return False
