"""What in the database points to a row. Asks the database itself: references from other packages count too, even if
this one does not know their tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that points to the rows of a table."""

    table: str
    column: str


def to(session: Session, target: str) -> list[Pointer]:
    """Return every column of the database that points to a table."""
    inspector = sqlalchemy.inspect(session.connection())
    return [
        Pointer(table, key["constrained_columns"][0])
        for table in inspector.get_table_names()
        for key in inspector.get_foreign_keys(table)
        if key["referred_table"] == target
    ]
