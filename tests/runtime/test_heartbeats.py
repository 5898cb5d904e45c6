"""Signs of life: one row a task, the last one counts."""

from __future__ import annotations

import socket

from runtime import heartbeats
from runtime.database import Database


def test_the_last_sign_of_life_is_kept(database: Database) -> None:
    """With the machine that gave it."""
    for now in (1_000, 1_060):
        with database.transaction() as session:
            heartbeats.beat(session, heartbeats.TICK, now)
    with database.reading() as session:
        last = heartbeats.last(session, heartbeats.TICK)

    assert last is not None
    assert (last.at, last.machine) == (1_060, socket.gethostname())


def test_what_never_ran_left_none(database: Database) -> None:
    """That is an answer, too."""
    with database.reading() as session:
        assert heartbeats.last(session, heartbeats.TICK) is None
