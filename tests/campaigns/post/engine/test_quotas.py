"""A rate that everybody shares: no slot of time is given out twice, and a second holds what it says."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from campaigns.acting import sending
from campaigns.post import providers
from campaigns.post.engine import quotas
from campaigns.post.engine.quotas import Quota
from campaigns.post.engine.recording import Recorder
from mailer import pacing
from runtime.clock import Clock
from runtime.database import Database
from tests import clocks, servers
from tests.campaigns.post.conftest import Launch, states
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects

RATE = 50.0


@pytest.fixture
def paced(database: Database) -> Database:
    """A database in which everything together may be fifty letters a second."""
    with database.transaction() as session:
        providers.change(session, pacing.ALL, {"per_second": RATE})
    return database


def reserve(database: Database, clock: Clock, letters: int) -> list[float]:
    """Lease slots in a transaction of its own, as a process does."""
    with database.transaction() as session:
        first = providers.reserve(session, providers.ALL, letters, clock.precisely())
    return [first + number / RATE for number in range(letters)]


def test_two_processes_never_hold_the_same_slot(paced: Database, clock: MovableClock) -> None:
    """They take turns, each with a lot of its own, on a clock that moves on."""
    began, held = clock.precisely(), []
    for turn in range(40):
        held += reserve(paced, clock, 1 + turn % 20)
        clock.move(timedelta(milliseconds=50))

    assert all(later - earlier > 0.99 / RATE for earlier, later in itertools.pairwise(held))
    assert len([slot for slot in held if slot < began + 2]) <= 2 * RATE


def test_what_nobody_used_is_lost(paced: Database, clock: MovableClock) -> None:
    """A quiet hour saves nothing up."""
    reserve(paced, clock, 5)
    clock.move(timedelta(hours=1))

    assert reserve(paced, clock, 5)[0] == clock.precisely()


@pytest.fixture
def recorder(paced: Database, clock: MovableClock) -> Iterator[Recorder]:
    """The writer of a process."""
    made = Recorder(paced, clock)
    yield made
    made.close()


async def _use(quota: Quota, clock: MovableClock, until: float) -> int:
    used = 0
    while clock.precisely() < until:
        while quota.has_one():
            quota.take()
            used += 1
        await asyncio.sleep(await quota.soon() or 1 / RATE)
    return used


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_ten_seconds_hold_as_many_letters_as_the_rate_says(
    recorder: Recorder, clock: MovableClock, processes: int
) -> None:
    """For some who share it as for one; of the last lots one letter or the other is not used in time."""

    async def share() -> int:
        them = [Quota(recorder, clock, providers.ALL, RATE) for _process in range(processes)]
        until = clock.precisely() + 10
        return sum(await asyncio.gather(*[_use(one, clock, until) for one in them]))

    assert clocks.run(clock, share()) == pytest.approx(10 * RATE, abs=processes)


def test_a_process_that_stood_still_does_not_catch_up(recorder: Recorder, clock: MovableClock) -> None:
    """A few that were just late, then one after the other."""

    async def stall() -> int:
        quota = Quota(recorder, clock, providers.ALL, RATE)
        await quota.soon()
        clock.move(timedelta(seconds=0.3))
        used = 0
        while quota.has_one():
            quota.take()
            used += 1
        return used

    assert clocks.run(clock, stall()) == quotas._LATE * RATE


def test_letters_leave_at_the_rate_that_was_set(launch: Launch) -> None:
    """Whatever the connections: the last of thirty has to wait for its time."""
    with servers.running() as sink:
        opened = launch([f"lecteur{number}@brumevent.example" for number in range(30)], sink.url, clock=Clock())
        with opened.database.transaction() as session:
            providers.change(session, pacing.ALL, {"per_second": RATE})
        began = time.monotonic()
        sending.send(opened, 1)

    assert time.monotonic() - began >= 29 / RATE
    assert states(opened) == {"accepted": 30}
