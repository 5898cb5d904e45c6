"""`relais serve`, a process of its own: it answers where it says, and ends when it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli import serving
from runtime import heartbeats, installation, settings
from runtime.installation import Installation


@pytest.fixture
def port() -> int:
    """A port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that has answered once."""
    installation.make(settings.load(data=tmp_path))[0].database.engine.dispose()
    command = [sys.executable, "-c", "from cli.main import run; run()", "serve", "--port", str(port)]
    environment = os.environ | {"RELAIS_DATA": str(tmp_path)}
    with subprocess.Popen(command, env=environment, text=True, stderr=subprocess.PIPE) as process:
        assert _status(port) == 404
        yield process
        process.kill()


def _status(port: int) -> int:
    """Return what a page that is not there answers, once the server is."""
    for _again in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/l/nowhere")
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def test_whoever_sends_half_a_form_does_not_keep_the_server_from_ending(
    server: subprocess.Popen[str], port: int
) -> None:
    """A telephone that went out of reach stays connected for hours; the update of a machine waits for seconds."""
    with socket.create_connection(("127.0.0.1", port)) as phone:
        phone.sendall(b"POST /l/moi HTTP/1.1\r\nHost: relais\r\nContent-Length: 50\r\n\r\nemail=")
        time.sleep(0.5)
        server.send_signal(signal.SIGTERM)
        _out, said = server.communicate(timeout=serving.PATIENCE + 20)

    assert server.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in said


@pytest.mark.usefixtures("server")
def test_a_server_does_what_is_due(tmp_path: Path) -> None:
    """By a process as cron starts it, which leaves its sign of life."""
    opened = installation.open_(settings.load(data=tmp_path))

    _wait_for(lambda: _ticked(opened))
    opened.database.engine.dispose()


def _ticked(opened: Installation) -> bool:
    with opened.database.reading() as session:
        return heartbeats.last(session, heartbeats.TICK) is not None


def _wait_for(happened: Callable[[], bool]) -> None:
    for _again in range(600):
        if happened():
            return
        time.sleep(0.1)
    raise TimeoutError
