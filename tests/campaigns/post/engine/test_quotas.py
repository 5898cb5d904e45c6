"""A rate that everybody shares: no slot of time is given out twice, and a second holds what it says."""

from __future__ import annotations

import asyncio
import itertools
import time
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
from tests import servers
from tests.campaigns.post.conftest import Launch, states
from tests.clocks import MovableClock

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


async def _use(quota: Quota, seconds: float) -> int:
    used, ends = 0, time.monotonic() + seconds
    while time.monotonic() < ends:
        while quota.has_one():
            quota.take()
            used += 1
        await asyncio.sleep(min(max(await quota.soon(), 0.001), 0.02))
    return used


def test_a_second_holds_as_many_letters_as_the_rate_says(paced: Database) -> None:
    """For two who share it as for one."""

    async def share() -> int:
        both = [Quota(Recorder(paced, Clock()), Clock(), providers.ALL, RATE) for _process in range(2)]
        return sum(await asyncio.gather(*[_use(one, 1.0) for one in both]))

    assert asyncio.run(share()) == pytest.approx(RATE, rel=0.1)


def test_a_process_that_stood_still_does_not_catch_up(paced: Database) -> None:
    """A few that were just late, then one after the other."""

    async def stall() -> int:
        quota = Quota(Recorder(paced, Clock()), Clock(), providers.ALL, RATE)
        await quota.soon()
        time.sleep(0.5)  # noqa: ASYNC251 -- the whole process
        used = 0
        while quota.has_one():
            quota.take()
            used += 1
        return used

    assert asyncio.run(stall()) <= quotas._LATE * RATE + 1


def test_letters_leave_at_the_rate_that_was_set(launch: Launch) -> None:
    """Whatever the connections."""
    with servers.running() as sink:
        opened = launch([f"lecteur{number}@brumevent.example" for number in range(30)], sink.url, clock=Clock())
        with opened.database.transaction() as session:
            providers.change(session, pacing.ALL, {"per_second": RATE})
        began = time.monotonic()
        sending.send(opened, 1)

    assert time.monotonic() - began >= 29 / RATE
    assert states(opened) == {"accepted": 30}
