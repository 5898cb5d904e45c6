"""Letters that readers write back, as their programs send them. Owns no test."""

from __future__ import annotations

from campaigns.acting import reading_mailbox
from campaigns.acting.replies import listing
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.returned import Box


def write(opened: Installation, box: Box, words: str, *, reader: str = cast.ZOE, more: str = "") -> int:
    """Let a reader answer the letter; return the number of what they wrote."""
    box.drop(
        f"From: Zoé Exemple <{reader}>\nTo: lettre@charte.example\nSubject: Re: La Lettre\n{more}\n"
        f"{words}\n\n> Partir : {box.leave_link(reader)}\n"
    )
    reading_mailbox.read(opened)
    return listing.listed(opened).lines[0].id
