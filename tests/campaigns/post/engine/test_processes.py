"""Several processes that send together: everybody once, all of them stopped together, a dead one replaced."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching
from campaigns.post import reports
from campaigns.post.engine import processes
from campaigns.post.engine.runs import Progress
from campaigns.post.states import DeliveryState
from mailer import errors as mailer_errors
from mailer.dkim import Algorithm, keys
from runtime import installation, settings
from runtime.database import Database
from runtime.installation import Installation
from tests import cast, servers
from tests.mailer.dkim.verifier import verdicts

#: More than two leases of `letter_queues.BATCH`, so that there is something to share.
READERS = 840
CONNECTIONS = 3
EVERYBODY = tuple(f"lecteur{number}@brumevent.example" for number in range(READERS))
SOME = EVERYBODY[::100]


@pytest.fixture
def server() -> Iterator[servers.Sink]:
    """A server that takes its time."""
    with servers.running() as sink:
        sink.pause = 0.01
        yield sink


@pytest.fixture
def launched(database: Database, server: servers.Sink, tmp_path: Path) -> Iterator[Installation]:
    """A real installation, which signs, with a launched campaign to many readers."""
    made, _applied = installation.make(
        settings.load(
            data=tmp_path / "data",
            database_url=database.engine.url.render_as_string(hide_password=False),
            smtp_url=server.url,
            smtp_connections=CONNECTIONS,
        )
    )
    keys.make(made.settings.keys, "2026a", Algorithm.RSA)
    with made.database.transaction() as session:
        cast.publish(session)
        cast.people(session, made, EVERYBODY)
        issue = cast.issue(session, made, tmp_path)
    launching.launch(made, launching.Order(issue.id or 0, grace=0), "test")
    yield made
    made.database.engine.dispose()


def start(opened: Installation) -> subprocess.Popen[str]:
    """Start `relais send 1 --processes 2` in a process of its own."""
    assert opened.settings.smtp_url is not None
    environment = os.environ | {
        "RELAIS_DATA": str(opened.settings.data),
        "RELAIS_DATABASE_URL": opened.settings.database,
        "RELAIS_SMTP_URL": opened.settings.smtp_url.get_secret_value(),
        "RELAIS_SMTP_CONNECTIONS": str(CONNECTIONS),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "send", "1", "--processes", "2", "--json"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def senders(foreground: int) -> list[int]:
    """Return the processes that send for this one, as the system lists them."""
    children = Path(f"/proc/{foreground}/task/{foreground}/children").read_text("ascii").split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def is_running(process: int) -> bool:
    """Tell whether a process still runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_the_end(process: int) -> None:
    """Wait until a process that is nobody's child has ended; the test's own time-out is the only end of it."""
    with contextlib.suppress(ProcessLookupError):
        descriptor = os.pidfd_open(process)
        select.select([descriptor], [], [])
        os.close(descriptor)


def ledger(opened: Installation) -> dict[str, str]:
    """Return the state of every address."""
    with opened.database.reading() as session:
        return {row.address: row.state.value for row in reports.deliveries(session, 1)}


def test_they_share_the_work(launched: Installation, server: servers.Sink) -> None:
    """Every reader once, every letter signed, the campaign finished: as one process would."""
    told: list[Progress] = []
    ending = processes.send(launched, [1], 2, watch=told.append)

    assert ending == processes.ProcessEnding()
    assert server.received.total() == READERS
    assert set(server.received.values()) == {1}
    assert set(ledger(launched).values()) == {DeliveryState.ACCEPTED}
    assert all(verdicts(server.letters[one], keys.load(launched.settings.keys)) == [True] for one in SOME)
    assert told[-1] == Progress(READERS, READERS)
    assert [one.done for one in told] == sorted(one.done for one in told)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_ctrl_c_ends_all_of_them(launched: Installation, server: servers.Sink) -> None:
    """A terminal tells the whole group, so the children hear it twice. Nothing is uncertain, nobody goes on behind our
    back, and the rest can be sent later.
    """
    foreground = start(launched)
    server.wait_for(READERS // 4)
    children = senders(foreground.pid)
    assert len(children) == 2

    for process in [*children, foreground.pid]:
        os.kill(process, signal.SIGINT)
    _out, err = foreground.communicate(timeout=60)
    states = list(ledger(launched).values())

    assert not any(map(is_running, children))
    assert foreground.returncode == 0
    assert "La suite est prévue" in err
    assert "Traceback" not in err
    assert set(states) == {DeliveryState.ACCEPTED, DeliveryState.PLANNED}
    assert states.count(DeliveryState.ACCEPTED) == server.received.total()


def test_a_child_that_dies_is_told_and_replaced(launched: Installation, server: servers.Sink) -> None:
    """What it held is taken back at once; at most its letters at the dot are uncertain, and nobody has two."""
    foreground = start(launched)
    server.wait_for(READERS // 4)
    os.kill(senders(foreground.pid)[0], signal.SIGKILL)
    _out, err = foreground.communicate(timeout=60)
    states = list(ledger(launched).values())

    assert foreground.returncode == 0
    assert "1 processus d’envoi est mort" in err
    assert set(states) <= {DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN}
    assert states.count(DeliveryState.UNCERTAIN) <= CONNECTIONS
    assert max(server.received.values()) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_the_one_in_the_foreground_they_stop(launched: Installation, server: servers.Sink) -> None:
    """Whoever kills it means all of them; they finish what is at the dot and give the rest back."""
    foreground = start(launched)
    server.wait_for(READERS // 4)
    children = senders(foreground.pid)
    foreground.kill()
    foreground.communicate(timeout=30)
    for child in children:
        wait_for_the_end(child)

    assert set(ledger(launched).values()) == {DeliveryState.ACCEPTED, DeliveryState.PLANNED}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_server_that_does_not_answer_is_told_once(launched: Installation) -> None:
    """By an error of this process, with everything that it carries."""
    elsewhere = settings.load(
        data=launched.settings.data, database_url=launched.settings.database, smtp_url="smtp://127.0.0.1:9"
    )
    opened = installation.open_(elsewhere)

    with pytest.raises(mailer_errors.HopUnreachable, match=r"127\.0\.0\.1"):
        processes.send(opened, [1], 2)
    opened.database.engine.dispose()
    assert set(ledger(launched).values()) == {DeliveryState.PLANNED}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_children_that_die_at_once_are_not_replaced_for_ever(
    launched: Installation, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A machine where nothing starts says so, once."""
    monkeypatch.setattr(processes, "_send", _die)

    with pytest.raises(errors.SendersDied, match=r"\(2\)"):
        processes.send(launched, [1], 2)
    assert "Traceback" not in capfd.readouterr().err
    assert set(ledger(launched).values()) == {DeliveryState.PLANNED}


def _die(*_given: object) -> None:
    """End as the system ends a process that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_error_passes_from_one_process_to_another() -> None:
    """With its data, and its sentence."""
    problem = mailer_errors.HopUnreachable(host="mail.example", reason="la connexion est refusée")
    passed = pickle.loads(pickle.dumps(problem))

    assert (type(passed), passed.data, str(passed)) == (type(problem), problem.data, str(problem))
