"""What in the database points to a row, so that no row is removed that something else refers to."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy
from sqlmodel import Session

from lists import pointers
from lists.pointers import Pointer

#: What an import itself writes about a contact, and the facts about letters: receiving one is not an act.
_OWN = frozenset(
    (
        ("import_change", "contact_id"),
        ("subscription", "contact_id"),
        ("history", "contact_id"),
        ("contact_words", "contact_id"),
        ("told_apart", "one_id"),
        ("told_apart", "other_id"),
    )
)


def pointing(session: Session, target: str) -> list[Pointer]:
    """Return every column of the database that points to a table, except those that do not prevent a removal."""
    return [one for one in pointers.to(session, target) if (one.table, one.column) not in _OWN]


def spoken_of(session: Session, where: Collection[Pointer], numbers: Collection[int]) -> set[int]:
    """Return those of these rows that something points to."""
    found: set[int] = set()
    for one in where:
        column: sqlalchemy.ColumnClause[int] = sqlalchemy.column(one.column)
        statement = sqlalchemy.select(column).distinct().select_from(sqlalchemy.table(one.table))
        found.update(session.scalars(statement.where(column.in_(numbers))))
    return found
