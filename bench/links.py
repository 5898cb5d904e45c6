"""A slow link to a local server: a TCP proxy that delays every byte in both directions, and limits nothing else.

    python -m bench.links PORT MILLISECONDS

Its first line of output is its own port. Order is kept; the delay is that of one direction.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import uvloop


@contextmanager
def running(port: int, milliseconds: float) -> Iterator[int]:
    """Run a link to `port` in a process of its own and yield the port that leads through it."""
    command = [sys.executable, "-m", "bench.links", str(port), str(milliseconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


class End(asyncio.Protocol):
    """One end of a connection; what it receives comes out at the other end, later."""

    def __init__(self, delay: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._delay = delay
        #: Data on its way, with the moment at which it arrives; `None` stands for the end of the connection.
        self._way: deque[tuple[float, bytes | None]] = deque()
        self.other: End | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Send it on its way."""
        self._depart(data)

    def connection_lost(self, _problem: Exception | None) -> None:
        """Send the end of the connection on its way, after the data."""
        self._depart(None)

    def _depart(self, data: bytes | None) -> None:
        due = self._loop.time() + self._delay
        self._way.append((due, data))
        if len(self._way) == 1:
            self._loop.call_at(due, self.arrive)

    def arrive(self) -> None:
        """Deliver what is due; wait for the rest."""
        if self.other is None or self.other.transport is None:  # the far end is not connected yet
            self._loop.call_later(self._delay, self.arrive)
            return
        while self._way and self._way[0][0] <= self._loop.time() + 0.0005:
            _due, data = self._way.popleft()
            if data is None:
                self.other.transport.close()
            else:
                self.other.transport.write(data)
        if self._way:
            self._loop.call_at(self._way[0][0], self.arrive)


async def serve(port: int, delay: float) -> None:
    """Link a free port to `port` until the process is ended."""
    loop = asyncio.get_running_loop()
    tasks: set[asyncio.Task[object]] = set()

    def near() -> End:
        here, there = End(delay), End(delay)
        here.other, there.other = there, here
        task: asyncio.Task[object] = loop.create_task(loop.create_connection(lambda: there, "127.0.0.1", port))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        return here

    server = await loop.create_server(near, "127.0.0.1", 0, backlog=500)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))
