"""Erasing a person: their data goes, a keyed hash stays, so no file can bring them back and the day can be proved.

Refuses to look above: the layer that sends letters forgets what they know of the person, in the same transaction.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy
from sqlmodel import Session, col

from lists import contact_lookup
from lists.kinds import SuppressionReason
from lists.models import Contact, Subscription
from lists.permission import suppressing
from lists.permission.special_issues import Reduction
from runtime import journal


def erase(session: Session, key: bytes, *, now: datetime, evidence: str) -> int:
    """Erase every contact who has this address, in any organisation; return how many rows were erased.

    Works for an unknown address too: then no file can bring it in later. `evidence` says who asked and how, never
    the address.
    """
    suppressing.suppress(session, key, reason=SuppressionReason.ERASED, since=now, evidence=evidence)
    # The suppression may say « opposition » already: that the person was erased, and when, is written separately.
    journal.note(session, {"act": "erase", "key": key.hex(), "since": now.isoformat(), "evidence": evidence})
    return delete(session, key)


def delete(session: Session, key: bytes) -> int:
    """Delete the contacts who have this address, and nothing else; return how many were deleted."""
    mine = contact_lookup.numbers(session, key)
    session.execute(sqlalchemy.delete(Subscription).where(col(Subscription.contact_id).in_(mine)))
    session.execute(sqlalchemy.delete(Reduction).where(col(Reduction.address_key) == key))
    # What else belongs to a contact (history, picks, what an import changed) goes with the row: ON DELETE CASCADE.
    session.execute(sqlalchemy.delete(Contact).where(col(Contact.id).in_(mine)))
    return len(mine)
