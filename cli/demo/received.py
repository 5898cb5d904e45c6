"""A letter of the demo as its reader received it: with links of their own, which `relais serve` answers.

A preview has links that do nothing; who tries the demo wants to leave, and to look at the page of the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path


def letter(maildir: Path, address: str) -> Mapping[str, bytes]:
    """Return the newest letter to an address as files: `letter.eml`, `letter.html`, `letter.txt`; empty without one."""
    for file in sorted((maildir / "new").iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        octets = file.read_bytes()
        read = message_from_bytes(octets, policy=policy.default)
        if read["Delivered-To"] == address:
            parts = {part.get_content_subtype(): part for part in read.walk() if part.get_content_maintype() == "text"}
            return {
                "letter.eml": octets,
                "letter.html": parts["html"].get_content().encode(),
                "letter.txt": parts["plain"].get_content().encode(),
            }
    return {}
