"""How a partner is named and shown on a day. Refuses to guess: outside every period there is no identity."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, or_, select

from lists.models import PartnerIdentity


def identity_at(session: Session, organisation_id: int, on: date) -> PartnerIdentity | None:
    """Return the identity of a partner on a day, the one that began last if two overlap; none without one."""
    until = col(PartnerIdentity.valid_until)
    return session.exec(
        select(PartnerIdentity)
        .where(PartnerIdentity.organisation_id == organisation_id, col(PartnerIdentity.valid_from) <= on)
        .where(or_(until.is_(None), until >= on))
        .order_by(col(PartnerIdentity.valid_from).desc(), col(PartnerIdentity.id).desc())
        .limit(1)
    ).first()
