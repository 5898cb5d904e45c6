"""Slices of a campaign: jobs that live and die with the transaction that they are about."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaigns.acting import launching, ticking
from campaigns.post.engine import job_slices
from runtime import audit, settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects

#: The last change of procrastinate's own tables that our migration holds.
LAST_CHANGE = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
_JOBS = sa.text("SELECT queueing_lock, priority FROM procrastinate_jobs WHERE task_name = :task ORDER BY id")


@pytest.fixture
def shared(large: Database, clock: MovableClock, keyring: Keyring, tmp_path: Path) -> Installation:
    """An installation for several machines."""
    return Installation(settings.load(data=tmp_path), large, keyring, clock)


def jobs(database: Database) -> list[tuple[str, int]]:
    """Return what waits for workers, and its rank."""
    with database.reading() as session:
        return [(row[0], row[1]) for row in session.connection().execute(_JOBS, {"task": job_slices.TASK})]


def defer(opened: Installation, campaign_id: int, letters: int) -> int:
    """Defer in a transaction of its own."""
    with opened.database.transaction() as session:
        return job_slices.defer(session, campaign_id, letters)


def test_the_tables_of_jobs_are_those_that_the_library_knows() -> None:
    """Migration 0208 made them, once: a change of the library's SQL needs a migration of ours first."""
    known = sorted(file.name for file in resources.files("procrastinate.sql.migrations").iterdir() if "_" in file.name)

    assert max(name for name in known if name.endswith(".sql")) == LAST_CHANGE


def test_a_large_campaign_makes_many_slices(shared: Installation) -> None:
    """And the first one of a small campaign comes before the second of a large one."""
    defer(shared, 1, 25_000)
    defer(shared, 2, 10)

    assert jobs(shared.database) == [("slice:1:0", 0), ("slice:1:1", -1), ("slice:1:2", -2), ("slice:2:0", 0)]


def test_what_waits_is_not_deferred_twice(shared: Installation) -> None:
    """The tick asks every minute."""
    assert defer(shared, 1, 25_000) == 3
    assert defer(shared, 1, 35_000) == 1


def test_on_one_machine_there_is_nobody_to_tell(opened: Installation) -> None:
    """SQLite defers nothing; a server without workers has none either."""
    with opened.database.transaction() as session:
        assert job_slices.defer(session, 1, 50_000) == (0 if opened.database.is_sqlite else 5)
        assert not job_slices.has_workers(session)


def test_a_launch_that_is_taken_back_leaves_no_job(
    shared: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are written by the same transaction."""
    order = launching.Order(cast.stage(shared, tmp_path), grace=0)
    with monkeypatch.context() as patch:
        patch.setattr(audit, "record", lambda *_given, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            launching.launch(shared, order, "test")
    assert jobs(shared.database) == []

    campaign = launching.launch(shared, order, "test")
    assert jobs(shared.database) == [(f"slice:{campaign.id}:0", 0)]


def test_the_tick_tells_workers_where_they_live(shared: Installation, tmp_path: Path) -> None:
    """And sends by itself where they do not: nothing waits for somebody who will not come."""
    launching.launch(shared, launching.Order(cast.stage(shared, tmp_path), grace=0), "test")
    with shared.database.transaction() as session:
        session.connection().execute(sa.text("DELETE FROM procrastinate_jobs"))
    assert [type(one).__name__ for one in ticking.tick(shared).failures] == ["NothingToSendWith"]

    with shared.database.transaction() as session:
        session.connection().execute(sa.text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    done = ticking.tick(shared)

    assert not done.failures
    assert "campaign.dispatched:1" in done.did
    assert jobs(shared.database) == [("slice:1:0", 0)]
