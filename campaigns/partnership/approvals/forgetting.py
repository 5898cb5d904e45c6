"""Letting go of who was shown a proof, a year after it: that a side answered, and what, stays without an address.

Whoever said yes in the name of a partner stays named in the answer itself: it is what the partners look up. Refuses to
touch a proof that may still be answered.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.partnership.approvals.rows import ProofCopyRow
from lists.models import KEY_BYTES
from lists.retention.terms import Term, Unit
from runtime.language import N_

PROOFS = Term("proof", N_("À qui un bon à tirer a été montré ; les réponses restent"), Unit.MONTHS, 12, 1, 36)


def old(session: Session, before: datetime) -> int:
    """Count the copies that were sent before a moment, as long as it is known to whom."""
    counted = select(func.count()).where(col(ProofCopyRow.sent_at) < before, ProofCopyRow.email != "")
    return session.exec(counted).one()


def strip(session: Session, before: datetime) -> int:
    """Forget to whom they were sent; return how many."""
    found = session.exec(select(ProofCopyRow).where(col(ProofCopyRow.sent_at) < before, ProofCopyRow.email != "")).all()
    for copy in found:
        # Nothing leads from this key to an address.
        copy.name, copy.function, copy.email, copy.code = "", "", "", b""
        copy.address_key = (copy.id or 0).to_bytes(KEY_BYTES, "big")
        session.add(copy)
    return len(found)
