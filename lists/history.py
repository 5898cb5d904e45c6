"""Facts that the floor above reports about addresses. Refuses to ask what was sent, or why."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from lists import suppressing
from lists.kinds import Reason


def refused_hard(session: Session, address_key: bytes, now: datetime, evidence: str) -> bool:
    """Note that this address does not exist or will never accept mail again: no list writes to it any more.

    `evidence` says where the server's reply is kept, never the address. Tell whether it was news.
    """
    return suppressing.suppress(session, address_key, reason=Reason.BOUNCED, since=now, evidence=evidence)
