"""Departures that the database could not take at once: recorded later, as if it had.

Whoever leaves is gone, whatever the database does: an import that writes, a server that is away. Owns the one act that
a departure is; refuses to lose one before what it says is committed, and to count it twice.
"""

from __future__ import annotations

from itertools import islice

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import delivery_events, tokens
from campaigns.post.delivery_events import EventKind, Heard
from campaigns.post.readers import leave_files
from campaigns.post.statements import DELIVERY
from campaigns.post.tokens import Act, Leave
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import logs
from runtime.installation import Installation

#: Departures that are recorded in one transaction.
_AT_ONCE = 100
_log = logs.logger(__name__)


def of(opened: Installation, said: Leave) -> Act | None:
    """Return the departure of this address from this list, if it waits; the first, if there are several."""
    for one in leave_files.waiting(opened.settings.data):
        found = tokens.find_leave(opened.keyring, one.token)
        if found and (found.mailing_list_id, found.address_key) == (said.mailing_list_id, said.address_key):
            return Act(found, one.at)
    return None


def record_all(opened: Installation) -> int:
    """Record every departure that waits; return how many there were.

    Raises:
        runtime.errors.OutsideMissing: the database still cannot take them; they go on waiting.
    """
    recorded = 0
    while waiting := list(islice(leave_files.waiting(opened.settings.data), _AT_ONCE)):
        known = [(one, tokens.find_leave(opened.keyring, one.token)) for one in waiting]
        with opened.database.transaction() as session:
            for one, said in known:
                if said is not None:
                    record(session, said, one.at, one.name)
        for one, said in known:
            if said is None:
                _log.error("a waiting departure cannot be read", file=one.file.name)
            one.end(is_read=said is not None)
        recorded += len(waiting)
    return recorded


def record(session: Session, said: Leave, at: int, name: str) -> None:
    """Take the address off the list, and note the event of this name; repeating changes nothing."""
    # Two simultaneous requests count as one departure.
    session.execute(sa.select(DELIVERY.c.id).where(DELIVERY.c.id == said.delivery_id).with_for_update())
    stopped = suppressing.reason_here(session, said.address_key, said.mailing_list_id)
    if stopped in (None, SuppressionReason.BOUNCED):
        delivery_events.record(session, Heard(f"leave:{name}", EventKind.LEFT, said.delivery_id, at, link=said))
