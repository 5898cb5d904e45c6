"""What stands in the ledger and asks a person, after the mailbox was read. Owns no test."""

from __future__ import annotations

from collections import Counter

from sqlmodel import select

from campaigns.post import reports
from campaigns.post.models import Event
from campaigns.post.returns import pending
from campaigns.post.returns.pending import Waiting
from lists import addresses
from lists.permission import suppressing
from runtime.installation import Installation


def states(opened: Installation) -> dict[str, str]:
    """Return where each reader stands."""
    with opened.database.reading() as session:
        return {one.address: one.state.value for one in reports.deliveries(session, 1)}


def events(opened: Installation) -> Counter[str]:
    """Return how many events of each kind there are."""
    with opened.database.reading() as session:
        return Counter(session.exec(select(Event.kind)).all())


def is_suppressed(opened: Installation, email: str, mailing_list_id: int | None = None) -> bool:
    """Tell whether somebody is written to no more."""
    key = suppressing.address_key(opened.keyring, addresses.parse(email))
    with opened.database.reading() as session:
        return suppressing.is_suppressed(session, key, mailing_list_id)


def waiting(opened: Installation) -> tuple[Waiting, ...]:
    """Return what asks a person."""
    return pending.listed(opened)
