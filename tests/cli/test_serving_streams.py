"""`relais serve` with somebody who follows a departure: the stream tells, and keeps no server from ending."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from accounts import sessions, users
from accounts.roles import Role
from campaigns.acting import launching, steering
from runtime import installation, settings
from runtime.installation import Installation
from tests import cast
from web.console import bundling

#: Seconds in which a server must have ended.
_PROMISED = 3


@contextmanager
def serving(opened: Installation) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Run `relais serve` on a free port until it is told to stop."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-c", "from cli.main import run; run()", "serve", "--no-tick", "--port", str(port)]
    environment = os.environ | {"RELAIS_DATA": str(opened.settings.data)}
    with subprocess.Popen(command, env=environment, text=True, stderr=subprocess.PIPE) as process:
        try:
            yield process, port
        finally:
            process.kill()


@contextmanager
def followed(port: int, token: str) -> Iterator[http.client.HTTPResponse]:
    """Open the stream of departure 1, as a browser does, once the server answers."""
    for _again in range(300):
        with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asking:
            asking.connect()
            asking.request("GET", "/envois/1/flux", headers={"Cookie": f"relais={token}"})
            yield asking.getresponse()
            return
        time.sleep(0.1)
    raise TimeoutError


def next_part(stream: http.client.HTTPResponse) -> str:
    """Return the next event with something in it."""
    lines: list[str] = []
    while line := stream.readline().decode():
        if line == "\n" and any(one.startswith("data:") for one in lines):
            return "".join(lines)
        lines = [] if line == "\n" else [*lines, line]
    raise EOFError


def test_a_stream_tells_and_ends_with_its_server(tmp_path: Path) -> None:
    """Marie watches on one screen when the machine is updated; her browser comes back by itself."""
    bundling.make()
    opened, _applied = installation.make(settings.load(data=tmp_path / "data"))
    cast.stage(opened, tmp_path)
    launching.launch(opened, launching.Order(1), "test")
    made = users.add(opened, email="marie@partenariat.example", name="Marie", roles=[Role.READ], actor="test")
    token = sessions.begin(opened, made.id, device="Firefox", network="198.51.100.7")

    with serving(opened) as (process, port), followed(port, token) as stream:
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        assert 'data-state="waiting"' in next_part(stream)
        steering.pause(opened, 1, "test")
        assert 'data-state="paused"' in next_part(stream)

        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert stream.read() == b""
        _out, said = process.communicate(timeout=_PROMISED + 20)
        took = time.monotonic() - began
    opened.database.engine.dispose()

    assert took < _PROMISED
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in said
