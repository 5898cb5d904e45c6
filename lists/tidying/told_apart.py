"""Organisations that look like one and are two, as an officer said: they are proposed as duplicates no more."""

from __future__ import annotations

import itertools
from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col

from lists.models import Organisation
from runtime import bulk


class ToldApart(SQLModel, table=True):
    """Two organisations, the lower number first."""

    __tablename__ = "told_apart"

    one_id: int = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE")
    other_id: int = Field(primary_key=True, foreign_key="organisation.id", ondelete="CASCADE", index=True)


def note(session: Session, numbers: Collection[int]) -> int:
    """Note that these organisations are all different ones; return how many of them there are."""
    mine = sa.select(col(Organisation.id)).where(col(Organisation.id).in_(numbers))
    known = sorted(one for one in session.scalars(mine) if one is not None)
    rows = [{"one_id": one, "other_id": other} for one, other in itertools.combinations(known, 2)]
    if rows:
        session.execute(bulk.insert(ToldApart, session).on_conflict_do_nothing(), rows)
    return len(known)


def pairs(session: Session) -> set[tuple[int, int]]:
    """Return the pairs that were told apart, the lower number first."""
    return {(one, other) for one, other in session.execute(sa.select(col(ToldApart.one_id), col(ToldApart.other_id)))}


def are_apart(numbers: Collection[int], known: set[tuple[int, int]]) -> bool:
    """Tell whether each two of these organisations were told apart."""
    return all(pair in known for pair in itertools.combinations(sorted(numbers), 2))
