"""What the convention says about an issue on the day on which it would leave: what it must carry, whether it is over.

Refuses to know a clause: what an issue must carry is what the clauses of the rhythm `issue` accept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.editorial.models import Issue, Item, ItemState, Placement
from campaigns.partnership import conventions
from campaigns.partnership.conventions import Commitment, Convention, Rhythm


@dataclass(frozen=True)
class Waiting:
    """An item that waits for an issue."""

    id: int
    title: str


@dataclass(frozen=True)
class Agreement:
    """The convention as an issue meets it."""

    #: The one that holds on that day.
    convention: Convention | None = None
    #: The last one, when it is over and nothing renews it.
    ended: Convention | None = None
    #: Clauses of the one that holds which each issue must serve; of several that ask for the same only the first.
    clauses: tuple[Commitment, ...] = ()
    #: The id of a clause -> the item that has waited longest among those that would serve it.
    waiting: tuple[tuple[str, Waiting], ...] = ()

    def proposal(self, commitment: str) -> Waiting | None:
        """Return the item to propose for a clause; `None` when nothing waits."""
        return dict(self.waiting).get(commitment)


def of(session: Session, day: date) -> Agreement:
    """Return what the convention of a day asks of an issue."""
    convention = conventions.in_force(session, day)
    if convention is None:
        return Agreement(ended=conventions.ended(session, day))
    asking: dict[tuple[str, ...], Commitment] = {}
    for one in convention.commitments:
        if one.rhythm is Rhythm.ISSUE and one.content:
            asking.setdefault(one.content, one)
    clauses = tuple(asking.values())
    waiting = ((one.id, _oldest(session, one.content)) for one in clauses)
    return Agreement(convention, None, clauses, tuple((id_, found) for id_, found in waiting if found))


def _oldest(session: Session, types: tuple[str, ...]) -> Waiting | None:
    placed = select(Placement.item_id).join(Issue).where(col(Issue.deleted_at).is_(None))
    ready = select(Item.id, Item.title).where(
        Item.state == ItemState.READY.value,
        col(Item.deleted_at).is_(None),
        col(Item.type).in_(types),
        col(Item.id).not_in(placed),
    )
    found = session.exec(ready.order_by(col(Item.created_at), col(Item.id)).limit(1)).first()
    return Waiting(found[0] or 0, found[1]) if found else None
