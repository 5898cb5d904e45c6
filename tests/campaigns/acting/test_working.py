"""Workers: two processes as an administrator starts them, a server they share, and one that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import harness, trials
from campaigns import errors
from campaigns.acting import ticking, working
from campaigns.post import ledger, reports
from campaigns.post.states import DeliveryState
from runtime.database import Database
from runtime.installation import Installation

LETTERS = 400
#: Seconds after which something is wrong.
PATIENCE = 60


@pytest.fixture
def shared(large: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Installation, Path]]:
    """An installation on a server, with readers, a letter and a slow honest sink."""
    with trials.Sink(tmp_path / "book", "--pause", "0.02") as sink:
        monkeypatch.setenv("RELAIS_DATABASE_URL", large.engine.url.set(drivername="postgresql").render_as_string(False))
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        monkeypatch.setenv("RELAIS_SMTP_CONNECTIONS", "3")
        monkeypatch.setenv("RELAIS_DATA", str(tmp_path / "data"))
        opened = harness.install(tmp_path / "data", LETTERS, 5, sink.url, 3)
        yield opened, tmp_path / "book"
        opened.database.engine.dispose()


@contextmanager
def workers(many: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run workers of their own processes."""
    started = [subprocess.Popen([sys.executable, "-m", "cli.main", "worker"], env=os.environ) for _one in range(many)]
    try:
        yield started
    finally:
        for one in started:
            one.kill()
            one.wait()


def counts(opened: Installation) -> dict[DeliveryState, int]:
    """Return where the letters are."""
    with opened.database.reading() as session:
        return ledger.counts(session, 1)


def wait_for(opened: Installation, accepted: int) -> None:
    """Wait until so many letters are accepted."""
    ends = time.monotonic() + PATIENCE
    while counts(opened)[DeliveryState.ACCEPTED] < accepted:
        assert time.monotonic() < ends, counts(opened)
        time.sleep(0.1)


def test_a_killed_worker_costs_no_letter(shared: tuple[Installation, Path]) -> None:
    """The other one goes on, and takes up what it left; nobody restarts anything, nobody gets two."""
    opened, book = shared
    with workers(2) as (killed, other):
        harness.launch(opened)
        wait_for(opened, LETTERS // 5)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        ticking.tick(opened)  # as cron does, or the other worker itself within the minute
        ends = time.monotonic() + PATIENCE
        while (state := _state(opened)) != "finished" and time.monotonic() < ends:
            time.sleep(0.2)
            ticking.tick(opened)
        assert state == "finished"
        other.send_signal(signal.SIGTERM)
        assert other.wait(30) == 0

    received = [line.split("\t")[0] for line in book.read_text("utf-8").splitlines()]
    found = counts(opened)
    assert len(received) == len(set(received))
    assert found[DeliveryState.ACCEPTED] + found[DeliveryState.UNCERTAIN] == LETTERS
    assert found[DeliveryState.ACCEPTED] <= len(received) <= LETTERS
    assert found[DeliveryState.UNCERTAIN] <= 3


def test_a_worker_that_is_stopped_leaves_nothing_uncertain(shared: tuple[Installation, Path]) -> None:
    """What is at its dot finds its end, the rest is given back."""
    opened, _book = shared
    with workers(1) as (worker,):
        harness.launch(opened)
        wait_for(opened, 10)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(30) == 0

    found = {state for state, many in counts(opened).items() if many}
    assert found <= {DeliveryState.ACCEPTED, DeliveryState.PLANNED}


def test_workers_need_a_server(data: Path) -> None:
    """SQLite is one machine's; the sentence says what to set, and what to do without."""
    opened = harness.install(data, 1, 5, "smtp://127.0.0.1:25", 1)
    with pytest.raises(errors.WorkersNeedServer, match="RELAIS_DATABASE_URL"):
        working.work(opened)
    opened.database.engine.dispose()


def _state(opened: Installation) -> str:
    with opened.database.reading() as session:
        return reports.get(session, 1).state
