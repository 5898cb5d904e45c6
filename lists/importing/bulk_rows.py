"""Inserting many rows into one table at once, with their numbers known beforehand.

A number that the database gives only afterwards needs one statement as long as all the rows (RETURNING). With
reserved numbers, rows go in by the fastest way of the driver.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlmodel import Session, SQLModel


def reserve(session: Session, model: type[SQLModel], count: int) -> list[int]:
    """Return numbers that no row of a table has or ever had, and that nobody will be given again.

    On SQLite the caller holds the only lock for writing.
    """
    table = model.__table__  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "sqlite":
        last = _taken(session, table, count)
        return list(range(last + 1 - count, last + 1))
    sequence = sqlalchemy.func.pg_get_serial_sequence(table.name, "id")
    series = sqlalchemy.func.generate_series(1, count).alias("series")
    return list(session.scalars(sqlalchemy.select(sqlalchemy.func.nextval(sequence)).select_from(series)))


def _taken(session: Session, table: sqlalchemy.Table, count: int) -> int:
    """Take numbers from what SQLite keeps for a table with AUTOINCREMENT; return the last of them.

    The highest row says too little: a later one may be gone, while a letter or an event still names it.
    """
    taken = {"name": table.name, "count": count}
    last = session.execute(_TAKE, taken).scalar()
    if last is None:  # nothing was ever put into this table
        session.execute(_BEGIN, taken)
        last = count
    return int(last)


_TAKE = sqlalchemy.text("UPDATE sqlite_sequence SET seq = seq + :count WHERE name = :name RETURNING seq")
_BEGIN = sqlalchemy.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :count)")


def add(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows that all have the same columns, without their number; return the numbers in the same order."""
    numbers = reserve(session, model, len(rows))
    insert(session, model, [{"id": one, **row} for one, row in zip(numbers, rows, strict=True)])
    return numbers


def insert(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        table = model.__table__  # type: ignore[attr-defined]
        session.connection().execute(sqlalchemy.insert(table), rows)
