"""An honest mail server in process: it writes down who got what, and refuses or defers whom it is told to."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

from bench.isps import Bears, Isps


@dataclass
class Sink:
    """What a server received, and how it behaves."""

    #: Recipient -> how many letters.
    received: Counter[str] = field(default_factory=Counter)
    letters: dict[str, bytes] = field(default_factory=dict)
    senders: dict[str, str] = field(default_factory=dict)
    #: Recipient -> the reply at RCPT in place of 250; used up where it is said to be.
    at_rcpt: dict[str, list[str]] = field(default_factory=dict)
    url: str = ""
    #: Seconds before each answer to a letter.
    pause: float = 0
    #: What every MAIL FROM is answered, in place of 250.
    at_mail: str = ""
    #: The connection is dropped after the dot: « take » takes the letter first, « leave » does not.
    after_dot: str = ""
    #: How many envelopes were offered.
    offered: int = 0
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, letters: int) -> None:
        """Wait until it has so many letters; the test's own time-out is the only end of it."""
        with self._arrived:
            self._arrived.wait_for(lambda: self.received.total() >= letters)

    async def handle_MAIL(  # noqa: N802 -- the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Accept, or say what was prepared for everybody."""
        self.offered += 1
        if self.at_mail:
            return self.at_mail
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802 -- the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Accept, or say what was prepared for this recipient."""
        if self.at_rcpt.get(address):
            return self.at_rcpt[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Write the letter down, then answer, or not."""
        await asyncio.sleep(self.pause)
        if self.after_dot:
            server.transport.abort()
        if self.after_dot == "leave":
            return "250 nobody hears this"
        with self._arrived:
            for recipient in envelope.rcpt_tos:
                self.received[recipient] += 1
                self.letters[recipient] = envelope.content
                self.senders[recipient] = envelope.mail_from
            self._arrived.notify_all()
        return "250 2.0.0 Ok: queued as TEST"


@contextmanager
def running() -> Iterator[Sink]:
    """Run a server on a free port of this machine."""
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    sink.url = f"smtp://127.0.0.1:{port}"
    try:
        yield sink
    finally:
        controller.stop()


@contextmanager
def french(bears: Mapping[str, Bears]) -> Iterator[tuple[Isps, str]]:
    """Run a relay before providers that bear so much, in a loop of its own; yield it and its URL."""
    loop, isps = asyncio.new_event_loop(), Isps(bears)
    server = loop.run_until_complete(asyncio.start_server(isps.talk, "127.0.0.1", 0, backlog=100))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield isps, f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
