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
    """Return numbers that no row of a table has, and that no other transaction will give.

    On SQLite the caller holds the only lock for writing.
    """
    table = model.__table__  # type: ignore[attr-defined]
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(sqlalchemy.select(sqlalchemy.func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    sequence = sqlalchemy.func.pg_get_serial_sequence(table.name, "id")
    series = sqlalchemy.func.generate_series(1, count).alias("series")
    return list(session.scalars(sqlalchemy.select(sqlalchemy.func.nextval(sequence)).select_from(series)))


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
