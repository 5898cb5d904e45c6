"""When what must run regularly last ran, and on which machine: one row each, so that silence can be noticed.

The tick beats each minute, mostly to say that there is nothing to do: so this is a table without objects of rows.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from runtime import bulk

if TYPE_CHECKING:
    from sqlmodel import Session

#: What `relais tick` does each minute, and once a day.
TICK, RETENTION = "tick", "retention"

METADATA = sa.MetaData()
TABLE = sa.Table(
    "heartbeat",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    #: Seconds since 1970.
    sa.Column("at", sa.BigInteger, nullable=False),
    #: The name of the machine, as it calls itself.
    sa.Column("machine", sa.String, nullable=False),
)


class Heartbeat(NamedTuple):
    """The last sign of life of one regular task."""

    at: int
    machine: str


def beat(place: bulk.Executor, name: str, now: int) -> None:
    """Say that a task runs now, here."""
    bulk.run(place, _beat, {"task": name, "now": now, "here": socket.gethostname()})


def last(place: Session | sa.Connection, name: str) -> Heartbeat | None:
    """Return the last sign of life of a task; nothing when it never ran."""
    found = place.execute(sa.select(TABLE.c.at, TABLE.c.machine).where(TABLE.c.name == name)).first()
    return Heartbeat(*found) if found is not None else None


def _beat(dialect: str) -> sa.Insert:
    said: dict[str, Any] = {"name": sa.bindparam("task"), "at": sa.bindparam("now"), "machine": sa.bindparam("here")}
    insert: Any = bulk.insert_in(TABLE, dialect).values(said)
    beaten: sa.Insert = insert.on_conflict_do_update(
        index_elements=["name"], set_={"at": insert.excluded.at, "machine": insert.excluded.machine}
    )
    return beaten
