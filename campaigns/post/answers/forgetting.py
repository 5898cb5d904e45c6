"""Whose answers they are, for a while: then, or when the person asks for it, a figure is left and nobody's name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import models
from campaigns.post.answer_rows import Answer
from lists.retention.terms import Term, Unit
from runtime import bulk
from runtime.language import N_

_ANSWER = models.table(str(Answer.__tablename__))
_NOBODY = {"delivery_id": None, "address_key": None, "represented_by": ""}
#: As long as the list of a campaign's recipients: a list of those who came is kept by whoever held the meeting.
ANSWERS = Term("invitation", N_("Qui a répondu à une invitation"), Unit.MONTHS, 12, 1, 36)


def forget(session: Session, deliveries: Collection[int]) -> None:
    """Cut the answers to these letters from their readers; the figures stay."""
    session.execute(sa.update(_ANSWER).where(_ANSWER.c.delivery_id.in_(deliveries)).values(**_NOBODY))


def old(session: Session, before: datetime) -> int:
    """Count the answers given before a moment that still name somebody."""
    return int(session.execute(sa.select(sa.func.count()).where(_due(before))).scalar_one())


def strip(session: Session, before: datetime) -> int:
    """Cut these from their readers; return how many."""
    return bulk.changed(session, sa.update(_ANSWER).where(_due(before)).values(**_NOBODY))


def _due(before: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(_ANSWER.c.at < int(before.timestamp()), _ANSWER.c.address_key.is_not(None))
