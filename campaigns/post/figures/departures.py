"""How many readers left from a letter, and why, if they said so. Refuses to name anybody."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import models
from campaigns.post.delivery_events import EventKind

_EVENT = models.table("event")


def left(session: Session, campaign_ids: list[int]) -> int:
    """Count who left from the letters of these campaigns and did not undo it.

    A reader who leaves by the page and by mail counts once.
    """
    acts = who(campaign_ids)
    counted: int = session.execute(sa.select(sa.func.count()).select_from(acts.subquery())).scalar_one()
    return counted


def who(campaign_ids: list[int]) -> sa.Select[int]:
    """Select the deliveries whose readers left, as `left` counts them."""
    left_or_back = sa.case((_EVENT.c.kind == EventKind.LEFT.value, 1), else_=-1)
    return (
        sa.select(_EVENT.c.delivery_id)
        .where(
            _EVENT.c.campaign_id.in_(campaign_ids), _EVENT.c.kind.in_([EventKind.LEFT.value, EventKind.STAYED.value])
        )
        .group_by(_EVENT.c.delivery_id)
        .having(sa.func.sum(left_or_back) > 0)
    )


def reasons(session: Session, campaign_id: int) -> dict[str, int]:
    """Count why people left, by the names of `unsubscribing.Why`, the most frequent first."""
    said = sa.select(_EVENT.c.details).where(
        _EVENT.c.campaign_id == campaign_id, _EVENT.c.kind == EventKind.EXPLAINED.value
    )
    counted = Counter(str(details["why"]) for details in session.execute(said).scalars())
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
