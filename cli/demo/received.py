"""A letter of the demo as its reader received it: with links of their own, which `relais serve` answers.

A preview has links that do nothing; who tries the demo wants to leave, and to look at the page of the reader.
"""

from __future__ import annotations

import mailbox
from collections.abc import Mapping
from email import message_from_bytes, policy
from pathlib import Path


def letter(maildir: Path, address: str) -> Mapping[str, bytes]:
    """Return the letter to an address as files: `letter.eml`, `letter.html`, `letter.txt`; empty when there is none."""
    kept = mailbox.Maildir(maildir, create=False)
    for key in kept.iterkeys():
        octets = kept.get_bytes(key)
        read = message_from_bytes(octets, policy=policy.default)
        if read["Delivered-To"] == address:
            parts = {part.get_content_subtype(): part for part in read.walk() if part.get_content_maintype() == "text"}
            return {
                "letter.eml": octets,
                "letter.html": parts["html"].get_content().encode(),
                "letter.txt": parts["plain"].get_content().encode(),
            }
    return {}
