"""What somebody of the demo has in their mailbox: the newest letter that was kept for an address.

Invented people follow the links of their letters like anybody else; refuses to make a link in their stead.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

#: What final delivery wrote above a letter.
_FOR, _ABOVE = b"Delivered-To: ", 1_000


def found(maildir: Path, address: str, expression: str) -> str:
    """Return what the group of an expression holds in the newest letter to an address, its subject or its text, that it
    is found in.

    Raises:
        LookupError: there is none.
    """
    for file in sorted((maildir / "new").iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True):
        octets = file.read_bytes()
        if _FOR + address.encode() not in octets[:_ABOVE]:
            continue
        letter = message_from_bytes(octets, policy=policy.default)
        body = letter.get_body(("plain",))
        match = re.search(expression, f"{letter['Subject']}\n{body.get_content() if body is not None else ''}")
        if match is not None:
            return match[1]
    raise LookupError(expression)
