"""Erasing a person: her data go, a keyed hash stays, so that no file can bring her back and the day can be proved.

Refuses to look above: what letters know of her is forgotten by the floor that sends them, in the same transaction.
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
    """Erase everybody who has this address, in whatever organisation; return how many rows that were.

    Also of somebody who is not there: then nobody will be. `evidence` says who asked and how, never the address.
    """
    suppressing.suppress(session, key, reason=SuppressionReason.ERASED, since=now, evidence=evidence)
    # The suppression may say « opposition »: that she was erased, and when, is written by itself.
    journal.note(session, {"act": "erase", "key": key.hex(), "since": now.isoformat(), "evidence": evidence})
    return delete(session, key)


def delete(session: Session, key: bytes) -> int:
    """Delete what is known of whoever has this address, and nothing else; return how many contacts that were."""
    mine = contact_lookup.numbers(session, key)
    session.execute(sqlalchemy.delete(Subscription).where(col(Subscription.contact_id).in_(mine)))
    session.execute(sqlalchemy.delete(Reduction).where(col(Reduction.address_key) == key))
    # What else belongs to a contact (history, picks, what an import changed) goes with her: ON DELETE CASCADE.
    session.execute(sqlalchemy.delete(Contact).where(col(Contact.id).in_(mine)))
    return len(mine)
