"""What an erasure leaves of a person's proposals: the article and its figures, without their name or address.

Refuses to touch what readers have received: a name in the archive is taken out there, where everybody sees that it was.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from campaigns.editorial.models import Item, ItemState
from campaigns.partnership.proposals.proposal_rows import AskedNetwork, Proposal
from lists import contact_lookup
from lists.models import Organisation
from runtime import bulk


def erase(session: Session, key: bytes) -> None:
    """Forget whom proposals came from; called while the contacts of the person are still there."""
    hers = col(Proposal.contact_id).in_(contact_lookup.numbers(session, key)) | (col(Proposal.sender_key) == key)
    for row in session.exec(select(Proposal).where(hers)).all():
        row.contact_id, row.sender, row.sender_key = None, "", None
        session.add(row)
        _unsign(session, row)
    session.execute(sa.delete(AskedNetwork).where(col(AskedNetwork.address_key) == key))
    session.flush()


def strangers(session: Session, before: datetime) -> int:
    """Count the senders, no contacts of ours, who proposed before a moment and whom nobody answered."""
    return session.exec(select(func.count(col(Proposal.id))).where(*_strange(before))).one()


def forget_strangers(session: Session, before: datetime) -> int:
    """Forget their addresses; return how many."""
    return bulk.changed(session, sa.update(Proposal).where(*_strange(before)).values(sender="", sender_key=None))


def _strange(before: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return col(Proposal.sender) != "", col(Proposal.received_at) < before


def _unsign(session: Session, row: Proposal) -> None:
    """Let only the organisation sign an article that nobody has received."""
    item = session.get(Item, row.item_id) if row.item_id else None
    if item is not None and item.state != ItemState.PUBLISHED.value:
        employer = session.get(Organisation, row.organisation_id) if row.organisation_id else None
        item.author = employer.name if employer else ""
        session.add(item)
