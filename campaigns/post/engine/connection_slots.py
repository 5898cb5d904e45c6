"""Connections to providers that limit them: slots, leased to the processes of every machine as rows are.

A slot that is not renewed lapses. A slot of a dead process of this machine is free at once.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.post import lease_holders, ledger, models, providers
from campaigns.post.models import Slot

_SLOT = models.table("slot")


def take(session: Session, provider_id: int, worker: str, now: int) -> int | None:
    """Take a slot of a provider that limits connections; `None` when all are taken."""
    # Locked, so that two machines do not both take the last one.
    provider = providers.locked(session, provider_id)
    taken = session.exec(select(Slot).where(Slot.provider_id == provider_id)).all()
    free = [one for one in taken if one.until <= now or lease_holders.is_gone(one.worker)]
    for one in free:
        session.delete(one)
    if provider.connections is not None and len(taken) - len(free) >= provider.connections:
        return None
    slot = Slot(provider_id=provider_id, worker=worker, until=now + ledger.LEASE_SECONDS)
    session.add(slot)
    session.flush()
    return slot.id


def renew(session: Session, slots: Iterable[int], now: int) -> None:
    """Prolong slots."""
    session.execute(sa.update(_SLOT).where(_SLOT.c.id.in_(list(slots))).values(until=now + ledger.LEASE_SECONDS))


def give_back(session: Session, slots: Iterable[int]) -> None:
    """End slots."""
    session.execute(sa.delete(_SLOT).where(_SLOT.c.id.in_(list(slots))))


def taken(session: Session, now: int) -> dict[int, int]:
    """Return how many connections each provider has now."""
    counted = select(Slot.provider_id, sa.func.count()).where(col(Slot.until) > now).group_by(col(Slot.provider_id))
    return dict(session.exec(counted).all())
