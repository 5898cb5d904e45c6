"""What it costs a send that people watch it: the same campaign with and without them, in turns, into one `smtp-sink`.

    python -m bench.watching [--recipients 20000] [--rounds 3] [--watchers 5]

`relais serve` runs all the time; in every second round so many browsers follow the departure by server-sent events.
Prints the rate of both and the median of the ratios of neighbours; the same of the processor time that the sender took,
and what the server took beside it, which say the truth on a machine that does other things too; and how live it was:
events that came, and the longest time between two of them while letters left.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts import sessions, users
from accounts.roles import Role
from bench import harness, measuring, peers
from runtime.installation import Installation
from web.console import bundling

_CONNECTIONS = 50


class Watcher(threading.Thread):
    """A browser that follows one departure until it is called off."""

    def __init__(self, port: int, token: str, campaign: int) -> None:
        super().__init__(daemon=True)
        self._port, self._path, self._headers = port, f"/envois/{campaign}/flux", {"Cookie": f"relais={token}"}
        self._over = threading.Event()
        #: When each event came.
        self.moments: list[float] = []

    def run(self) -> None:
        """Come back whenever a stream ends, as browsers do."""
        while not self._over.is_set():
            with suppress(OSError, http.client.HTTPException):
                asking = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
                asking.request("GET", self._path, headers=self._headers)
                for line in asking.getresponse():
                    if line.startswith(b"event: progress"):
                        self.moments.append(time.monotonic())
                    if self._over.is_set():
                        break
                asking.close()

    def call_off(self) -> None:
        """Look away."""
        self._over.set()


@dataclass(frozen=True)
class Send:
    """One campaign that was sent."""

    #: Letters per second, and the seconds of a processor that the sender and the server took.
    rate: float
    sender: float
    server: float
    #: When events came to the first watcher.
    moments: tuple[float, ...]

    @property
    def gap(self) -> float:
        """The longest time between two events; the first says how it stood before."""
        return max((after - before for before, after in itertools.pairwise(self.moments[1:])), default=0.0)


class Scene:
    """An installation that is served, and somebody who may look."""

    def __init__(self, opened: Installation, sink: int) -> None:
        self._opened, self._sink = opened, sink
        user = users.add(opened, email="marie@charte.example", name="Marie", roles=[Role.READ], actor="bench")
        self._token = sessions.begin(opened, user.id, device="bench", network="127.0.0.1")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = int(free.getsockname()[1])
        self._server = 0

    @contextmanager
    def served(self) -> Iterator[None]:
        """Run `relais serve` without its tick."""
        words = ["serve", "--no-tick", "--port", str(self._port)]
        command = [sys.executable, "-c", "from cli.main import run; run()", *words]
        environment = os.environ | {"RELAIS_DATA": str(self._opened.settings.data)}
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
            self._server = server.pid
            try:
                self._await()
                yield
            finally:
                server.terminate()

    def send(self, watchers: int) -> Send:
        """Send a campaign while so many follow it."""
        campaign = harness.launch(self._opened)
        self._warm(campaign.id or 0)
        watching = [Watcher(self._port, self._token, campaign.id or 0) for _one in range(watchers)]
        for one in watching:
            one.start()
        before = self._processor()
        figures = measuring.relais(self._opened, campaign, self._sink)
        took = self._processor() - before
        for one in watching:
            one.call_off()
        moments = tuple(watching[0].moments) if watching else ()
        return Send(figures["rate"], figures["user"] + figures["system"], took, moments)

    def _warm(self, campaign: int) -> None:
        """Look at it once, so that what a server loads once is loaded."""
        asking = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        asking.request("GET", f"/envois/{campaign}/flux", headers={"Cookie": f"relais={self._token}"})
        next(line for line in asking.getresponse() if line.startswith(b"event: progress"))
        asking.close()

    def _await(self) -> None:
        for _again in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port)):
                return
            time.sleep(0.1)
        raise TimeoutError

    def _processor(self) -> float:
        """Return the seconds of a processor that the server took so far (proc(5): utime and stime)."""
        said = Path(f"/proc/{self._server}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--watchers", type=int, default=5)
    options = parser.parse_args()
    peers.require()
    bundling.make()
    alone: list[Send] = []
    watched: list[Send] = []
    with tempfile.TemporaryDirectory(prefix="relais-watching-") as folder, peers.sink() as sink:
        data, url = Path(folder) / "data", "smtp://127.0.0.1:25"
        opened = harness.install(data, options.recipients, 10, url, _CONNECTIONS)
        scene = Scene(opened, sink)
        with scene.served():
            for _round in range(options.rounds):
                alone.append(scene.send(0))
                watched.append(scene.send(options.watchers))
        opened.database.engine.dispose()
    harness.tell(vars(options) | _told(alone, watched))


def _told(alone: list[Send], watched: list[Send]) -> dict[str, Any]:
    pairs = list(zip(watched, alone, strict=True))
    return {
        "alone_per_second": round(statistics.median(one.rate for one in alone)),
        "watched_per_second": round(statistics.median(one.rate for one in watched)),
        "ratios": [round(with_.rate / without.rate, 3) for with_, without in pairs],
        "ratio": round(statistics.median(with_.rate / without.rate for with_, without in pairs), 3),
        "sender_processor_ratio": round(
            statistics.median(with_.sender / without.sender for with_, without in pairs), 3
        ),
        "server_beside_sender": round(
            statistics.median((with_.server - without.server) / with_.sender for with_, without in pairs), 3
        ),
        "events": statistics.median(len(one.moments) for one in watched),
        "longest_gap_seconds": round(max(one.gap for one in watched), 2),
    }


if __name__ == "__main__":
    main()
