"""When each regular task last ran, and on which machine: one row per task, so that silence can be noticed.

The tick writes here every minute, mostly with nothing else to do: so the table is used without the ORM.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from runtime import bulk

if TYPE_CHECKING:
    from sqlmodel import Session

#: What `relais tick` does each minute, and once a day.
TICK, RETENTION, PARTNERSHIP = "tick", "retention", "partnership"

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
    """Note that a task runs now, on this machine."""
    bulk.run(place, _beat, {"task": name, "now": now, "here": socket.gethostname()})


def last(place: Session | sa.Connection, name: str) -> Heartbeat | None:
    """Return the last sign of life of a task; `None` when it never ran."""
    found = place.execute(sa.select(TABLE.c.at, TABLE.c.machine).where(TABLE.c.name == name)).first()
    return Heartbeat(*found) if found is not None else None


def _beat(dialect: str) -> sa.Insert:
    said: dict[str, Any] = {"name": sa.bindparam("task"), "at": sa.bindparam("now"), "machine": sa.bindparam("here")}
    insert: Any = bulk.insert_in(TABLE, dialect).values(said)
    beaten: sa.Insert = insert.on_conflict_do_update(
        index_elements=["name"], set_={"at": insert.excluded.at, "machine": insert.excluded.machine}
    )
    return beaten
