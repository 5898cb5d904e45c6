"""A process that is killed in the middle of a send, and started again: nobody is forgotten, nobody gets two letters."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns.acting import launching
from campaigns.post import reports
from campaigns.post.states import DeliveryState
from runtime import installation, settings
from runtime.installation import Installation
from tests import cast, servers

READERS = 240
CONNECTIONS = 4


@pytest.fixture
def server() -> Iterator[servers.Sink]:
    """A server that takes its time."""
    with servers.running() as sink:
        sink.pause = 0.01
        yield sink


@pytest.fixture
def launched(server: servers.Sink, data: Path, tmp_path: Path) -> Installation:
    """A real installation with a launched campaign to many readers."""
    made, _applied = installation.make(settings.load(data=data, smtp_url=server.url, smtp_connections=CONNECTIONS))
    with made.database.transaction() as session:
        cast.publish(session)
        cast.people(session, made, tuple(f"lecteur{number}@brumevent.example" for number in range(READERS)))
        issue = cast.issue(session, made, tmp_path)
    launching.launch(made, launching.Order(issue.id or 0, grace=0), "test")
    return made


def start(opened: Installation, server: servers.Sink) -> subprocess.Popen[bytes]:
    """Start `relais send 1` as a process of its own."""
    environment = os.environ | {
        "RELAIS_DATA": str(opened.settings.data),
        "RELAIS_SMTP_URL": server.url,
        "RELAIS_SMTP_CONNECTIONS": str(CONNECTIONS),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "send", "1", "--json"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def ledger(opened: Installation) -> dict[str, str]:
    """Return the state of every address."""
    with opened.database.reading() as session:
        return {row.address: row.state.value for row in reports.deliveries(session, 1)}


def test_killed_and_started_again(launched: Installation, server: servers.Sink) -> None:
    """Everybody has the letter or stands on the list of uncertain ones; nobody has two."""
    process = start(launched, server)
    server.wait_for(READERS // 3)
    process.kill()
    process.communicate()
    again = start(launched, server)
    again.communicate(timeout=60)
    states = ledger(launched)

    assert max(server.received.values()) == 1
    assert {one for one, state in states.items() if state == DeliveryState.ACCEPTED} <= set(server.received)
    assert set(states.values()) <= {DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN}
    assert list(states.values()).count(DeliveryState.UNCERTAIN) <= CONNECTIONS


def test_stopped_politely(launched: Installation, server: servers.Sink) -> None:
    """SIGTERM leaves nothing uncertain, and the next run sends exactly the rest."""
    process = start(launched, server)
    server.wait_for(READERS // 3)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    stopped = ledger(launched)
    again = start(launched, server)
    again.communicate(timeout=60)

    assert set(stopped.values()) == {DeliveryState.ACCEPTED, DeliveryState.PLANNED}
    assert set(server.received.values()) == {1}
    assert set(ledger(launched).values()) == {DeliveryState.ACCEPTED}


def test_two_at_once(launched: Installation, server: servers.Sink) -> None:
    """Two processes share the work, and no reader."""
    processes = [start(launched, server), start(launched, server)]
    for process in processes:
        process.communicate(timeout=60)

    assert server.received.total() == READERS
    assert set(server.received.values()) == {1}
