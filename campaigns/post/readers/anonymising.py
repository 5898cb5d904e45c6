"""What letters know of a person who is erased: it goes, and every figure stays to the unit.

A delivery goes on counting without her: its state and reason stay, and the keyed hash by which nobody is found who is
not asked for; address, contact and the words of servers go. Refuses to touch letters that other people received.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import models
from campaigns.post.outbox import queue
from campaigns.post.statements import CAMPAIGN, DELIVERY

_PENDING = models.table("pending_letter")


def anonymise(session: Session, address_key: bytes, address: str) -> int:
    """Forget the person in everything that was sent to her or that she sent back; return how many letters she had."""
    # One seek a campaign in the ledger's own index: it has none of addresses alone.
    mine = sa.and_(DELIVERY.c.campaign_id.in_(sa.select(CAMPAIGN.c.id)), DELIVERY.c.address_key == address_key)
    found = session.connection().execute(sa.select(DELIVERY.c.id).where(mine)).scalars().all()
    session.connection().execute(
        sa.update(DELIVERY).where(DELIVERY.c.id.in_(found)).values(address="", contact_id=None, reply="")
    )
    # Of some letters nobody could read who wrote them: these are not hers because her address is not known any more.
    wrote = sa.and_(_PENDING.c.sender != "", sa.func.lower(_PENDING.c.sender) == address.lower())
    is_hers = sa.or_(wrote, _PENDING.c.delivery_id.in_(found))
    blank = {"sender": "", "subject": "", "words": "", "replacement": ""}
    session.connection().execute(sa.update(_PENDING).where(is_hers).values(**blank))
    queue.cancel_for(session, [address_key])
    return len(found)
