"""Two processes move one campaign at the same moment, on a server that lets both begin: the first decides.

On SQLite the second cannot even begin; so these run on PostgreSQL.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaigns import errors
from campaigns.acting import launching, sending, steering, tick_outcomes, ticking
from campaigns.post import reports, transitions
from campaigns.post.engine import circuit_breaker
from campaigns.post.states import CampaignState
from runtime import settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast, servers
from tests.clocks import MovableClock

#: Seconds after which nobody will wait for the lock any more.
PATIENCE = 20
NOW = 1_253_000_000


@pytest.fixture
def launched(
    large: Database, clock: MovableClock, keyring: Keyring, server: servers.Sink, tmp_path: Path
) -> Installation:
    """An installation on a server, with campaign 1 under way."""
    opened = Installation(settings.load(data=tmp_path, smtp_url=server.url), large, keyring, clock)
    cast.stage(opened, tmp_path)
    launching.launch(opened, launching.Order(1, grace=0), "test")
    ticking.turn_windows(opened, tick_outcomes.Done())
    return opened


def wait_for_one_who_waits(opened: Installation) -> None:
    """Return once somebody waits for a lock."""
    deadline = time.monotonic() + PATIENCE
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while time.monotonic() < deadline:
        with opened.database.reading() as session:
            if session.execute(waiting).scalar_one():
                return
    pytest.fail("nobody came to wait for the campaign")


def while_moving(opened: Installation, target: CampaignState, second: Callable[[], object]) -> BaseException | None:
    """Move campaign 1, run `second` while that is not yet committed, and return what it raised."""
    with ThreadPoolExecutor(1) as pool:
        with opened.database.transaction() as session:
            transitions.move(session, transitions.take(session, 1), target, NOW)
            session.flush()
            waits = pool.submit(second)
            wait_for_one_who_waits(opened)
        return waits.exception(PATIENCE)


def state(opened: Installation) -> str:
    """Return where the campaign stands."""
    with opened.database.reading() as session:
        return reports.get(session, 1).state


@pytest.mark.parametrize("verb", [steering.pause, steering.cancel], ids=["pause", "cancel"])
def test_who_comes_second_is_told_what_the_first_did(launched: Installation, verb: Callable[..., object]) -> None:
    """It was cancelled: there is nothing left to pause or to cancel."""
    said = while_moving(launched, CampaignState.CANCELLED, lambda: verb(launched, 1, "test"))

    assert isinstance(said, errors.WrongMoment)
    assert state(launched) == "cancelled"


def test_nobody_resumes_what_is_being_cancelled(launched: Installation) -> None:
    """What was paused when she looked is cancelled when her turn comes."""
    steering.pause(launched, 1, "test")
    said = while_moving(launched, CampaignState.CANCELLED, lambda: steering.resume(launched, 1, "test"))

    assert isinstance(said, errors.WrongMoment)
    assert state(launched) == "cancelled"


@pytest.mark.parametrize("target", [CampaignState.CANCELLED, CampaignState.PAUSED])
@pytest.mark.parametrize(
    "turn", [lambda opened: ticking.turn_windows(opened, tick_outcomes.Done()), lambda opened: sending.send(opened, 1)],
    ids=["tick", "send"],
)  # fmt: skip
def test_the_clock_overrules_no_person(
    launched: Installation, clock: MovableClock, target: CampaignState, turn: Callable[[Installation], object]
) -> None:
    """A window that has passed would hold the campaign; a person has just decided otherwise."""
    clock.move(timedelta(days=30))

    assert while_moving(launched, target, lambda: turn(launched)) is None
    assert state(launched) == target


def test_the_breaker_overrules_no_person(launched: Installation, clock: MovableClock) -> None:
    """What was cancelled does not come back as a pause."""

    def trip() -> bool:
        with launched.database.transaction() as session:
            assert reports.get(session, 1).state == CampaignState.SENDING
            return circuit_breaker.pause(session, 1, "trop de refus", clock.now())

    assert while_moving(launched, CampaignState.CANCELLED, trip) is None
    assert state(launched) == "cancelled"
