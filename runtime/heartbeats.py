"""When what must run regularly last ran, and on which machine: one row each, so that silence can be noticed."""

from __future__ import annotations

import socket

from sqlalchemy import BigInteger, Column
from sqlmodel import Field, Session, SQLModel

#: What `relais tick` does each minute.
TICK = "tick"


class Heartbeat(SQLModel, table=True):
    """The last sign of life of one regular task."""

    name: str = Field(primary_key=True)
    #: Seconds since 1970.
    at: int = Field(sa_column=Column(BigInteger, nullable=False))
    #: The name of the machine, as it calls itself.
    machine: str


def beat(session: Session, name: str, now: int) -> None:
    """Say that a task runs now, here."""
    session.merge(Heartbeat(name=name, at=now, machine=socket.gethostname()))


def last(session: Session, name: str) -> Heartbeat | None:
    """Return the last sign of life of a task; nothing when it never ran."""
    return session.get(Heartbeat, name)
