"""An honest mail server in process: it writes down who got what, and refuses or defers whom it is told to."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller

from bench.isps import Bears, Isps

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


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
    #: What letters are answered, one after the other, in place of 250.
    at_dot: list[str] = field(default_factory=list)
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
        if self.at_dot:
            return self.at_dot.pop(0)
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
def running(*, largest: int | None = 2**25) -> Iterator[Sink]:
    """Run a server on a free port of this machine; it announces the size of the `largest` letter it takes."""
    sink = Sink()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port, data_size_limit=largest)
    controller.start()
    sink.url = f"smtp://127.0.0.1:{port}"
    try:
        yield sink
    finally:
        controller.stop()


@contextmanager
def french(bears: Mapping[str, Bears]) -> Iterator[tuple[Isps, str]]:
    """Run a relay before providers that bear so much, in a loop of its own; yield it and its URL."""
    isps = Isps(bears)
    with _talking(isps.talk) as url:
        yield isps, url


@contextmanager
def rude(names: Collection[str], where: str, how: str = "reset", *, pipelining: bool = True) -> Iterator[Rude]:
    """Run a server that ends the connection at `where` for these readers; `how`: reset, close, or flood first."""
    found = Rude(names, where, how, pipelining=pipelining)
    with _talking(found.talk) as url:
        found.url = url
        yield found


class Rude:
    """A server that takes every letter, except where it ends the connection."""

    def __init__(self, names: Collection[str], where: str, how: str, *, pipelining: bool) -> None:
        self.names = names
        self._where = where
        self._how = how
        self._greeting = b"250-rude.example\r\n250 PIPELINING\r\n" if pipelining else b"250 rude.example\r\n"
        self.received: Counter[str] = Counter()
        #: How often a connection was ended.
        self.ended = 0
        self.url = ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        writer.write(b"220 rude.example ESMTP\r\n")
        name = ""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while (line := await reader.readline()) and not line.upper().startswith(b"QUIT"):
                verb = line[:4].upper()
                if verb == b"RCPT":
                    name = line.decode().partition("<")[2].partition(">")[0]
                if name in self.names and verb.decode().lower() == self._where:
                    return self._end(writer)
                writer.write(self._greeting if verb == b"EHLO" else b"354 Go\r\n" if verb == b"DATA" else b"250 Ok\r\n")
                if verb == b"DATA" and not await self._takes(reader, name):
                    return self._end(writer)
                if verb == b"DATA":
                    self.received[name] += 1
                    writer.write(b"250 Ok\r\n")
        writer.close()
        return None

    async def _takes(self, reader: asyncio.StreamReader, name: str) -> bool:
        if name in self.names and self._where == "letter":
            await reader.readline()
            return False
        await reader.readuntil(b"\r\n.\r\n")
        return not (name in self.names and self._where == "dot")

    def _end(self, writer: asyncio.StreamWriter) -> None:
        self.ended += 1
        if self._how == "flood":
            writer.write(b"250-" + b"x" * 10_000)
        elif self._how == "reset":
            linger = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()


@contextmanager
def _talking(talk: Talk) -> Iterator[str]:
    """Serve connections in a loop of its own; yield the URL."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(talk, "127.0.0.1", 0, backlog=100))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
