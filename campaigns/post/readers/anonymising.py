"""Erasing a person from the letters, while every figure stays exact.

A delivery still counts: its state and reason stay, and the keyed hash, which finds a person only for a caller
who knows the address. Address, contact and server replies are erased; the report goes on counting one more reader of
the organisation, without saying which letter it was. Refuses to touch other people's letters.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import launch_records
from campaigns.post.answers import forgetting
from campaigns.post.outbox import queue
from campaigns.post.returns import correspondence
from campaigns.post.statements import CAMPAIGN, DELIVERY


def anonymise(session: Session, address_key: bytes, address: str) -> int:
    """Erase the person from everything sent to them or sent back by them; return how many letters they had."""
    # One index seek per campaign: the ledger has no index on addresses alone.
    mine = sa.and_(DELIVERY.c.campaign_id.in_(sa.select(CAMPAIGN.c.id)), DELIVERY.c.address_key == address_key)
    found = session.connection().execute(sa.select(DELIVERY.c.id).where(mine)).scalars().all()
    launch_records.forget(session, found)
    forgetting.forget(session, found)
    session.connection().execute(
        sa.update(DELIVERY).where(DELIVERY.c.id.in_(found)).values(address="", contact_id=None, reply="")
    )
    correspondence.forget_person(session, address, found)
    queue.cancel_for(session, [address_key])
    return len(found)
