"""Connections to a provider that bears only some: lent to processes, given back, taken back."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from sqlmodel import select

from campaigns.post import lease_holders, ledger, models, providers
from campaigns.post.engine import connection_slots
from runtime.database import Database

pytestmark = pytest.mark.dialects

NOW = 1_000_000
ELSEWHERE = "another-boot.pid:[1]/1/1"


def take(database: Database, provider: int, worker: str, now: int = NOW) -> int | None:
    """Take a slot in a transaction of its own."""
    with database.transaction() as session:
        return connection_slots.take(session, provider, worker, now)


@pytest.fixture
def orange(database: Database) -> int:
    """A provider that bears two connections."""
    with database.transaction() as session:
        return next(one.id or 0 for one in providers.ensure(session) if one.name == "orange")


def test_two_workers_share_what_the_provider_bears(database: Database, orange: int) -> None:
    """One each; the third look finds nothing until one is given back."""
    mine, theirs = take(database, orange, lease_holders.identity()), take(database, orange, ELSEWHERE)
    assert mine is not None
    assert theirs is not None
    assert take(database, orange, ELSEWHERE) is None

    with database.transaction() as session:
        connection_slots.give_back(session, [mine])
    assert take(database, orange, ELSEWHERE) is not None


def test_workers_who_look_at_once_do_not_take_one_too_many(database: Database, orange: int) -> None:
    """The row of the provider is the lock."""
    found: list[int | None] = []
    threads = [threading.Thread(target=lambda: found.append(take(database, orange, ELSEWHERE))) for _one in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(one is not None for one in found) == 2


def test_the_slots_of_a_dead_worker_are_free_at_once(database: Database, orange: int) -> None:
    """Nobody waits for a process of this machine that is gone."""
    program = "from campaigns.post import lease_holders; print(lease_holders.identity())"
    gone = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    take(database, orange, gone)
    take(database, orange, gone)

    assert take(database, orange, lease_holders.identity()) is not None


def test_a_slot_lapses_unless_it_is_prolonged(database: Database, orange: int) -> None:
    """Of another machine nothing else is known."""
    kept, lapsed = take(database, orange, ELSEWHERE), take(database, orange, ELSEWHERE)
    later = NOW + ledger.LEASE_SECONDS
    with database.transaction() as session:
        connection_slots.renew(session, [kept or 0], later - 1)

    assert take(database, orange, lease_holders.identity(), later) is not None
    assert take(database, orange, lease_holders.identity(), later) is None
    with database.reading() as session:
        assert connection_slots.taken(session, later) == {orange: 2}
        assert lapsed not in {one.id for one in session.exec(select(models.Slot))}


def test_a_provider_without_a_limit_has_a_slot_for_everybody(database: Database, orange: int) -> None:
    """When an administrator took the limit away meanwhile."""
    with database.transaction() as session:
        providers.change(session, "orange", {"connections": None})

    assert all(take(database, orange, ELSEWHERE) for _one in range(5))
