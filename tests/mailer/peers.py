"""A mail server that says exactly the bytes that a test wants, when it wants: to be as wrong as servers can be."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from mailer import smtp
from mailer.next_hops import Hop
from mailer.smtp import Connection, Envelope, Timeouts
from tests import clocks
from tests.clocks import MovableClock

T = TypeVar("T")
#: Short enough for tests that wait for one to pass; everything else answers at once.
QUICK = Timeouts(greeting=5, mail=0.2, rcpt=0.2, data=0.2, block=0.2, content=0.2, quit=0.2)
PATIENT = Timeouts(quit=0.2)
USUAL = ("PIPELINING", "SIZE 1000000", "8BITMIME", "SMTPUTF8", "DSN")
LETTER = b"Subject: =?utf-8?q?=C3=A9t=C3=A9?=\r\n\r\nBonjour.\r\n"
FIRST = Envelope("retour+1@lettre.example", "un@exemple.fr")
SECOND = Envelope("retour+2@lettre.example", "deux@exemple.fr")
READY = b"250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 Go on\r\n"


class Talk:
    """One connection, seen from the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        #: Every line that was heard, without CRLF.
        self.heard: list[bytes] = []

    async def say(self, data: bytes) -> None:
        """Send these bytes."""
        self._writer.write(data)
        await self._writer.drain()

    async def say_byte_by_byte(self, data: bytes) -> None:
        """Send these bytes, each in a packet of its own."""
        for octet in data:
            await self.say(bytes([octet]))
            await asyncio.sleep(0)

    async def hear(self, lines: int = 1) -> bytes:
        """Wait for so many lines and return the last one."""
        line = b""
        for _ in range(lines):
            line = (await self._reader.readuntil(b"\r\n")).removesuffix(b"\r\n")
            self.heard.append(line)
        return line

    async def hear_letter(self) -> bytes:
        """Wait for a letter and its dot; return the bytes in between."""
        return (await self._reader.readuntil(b"\r\n.\r\n"))[:-3]

    async def hear_slowly(self, octets: int, clock: MovableClock, pause: timedelta) -> None:
        """Wait for so many octets, and take a part of them only now and then."""
        while octets > 0:
            octets -= len(await self._reader.read(2**16))
            clock.move(pause)

    async def hear_rest(self) -> bytes:
        """Return what still comes until the client closes."""
        return await self._reader.read()

    async def greet(self, offers: Iterable[str] = USUAL) -> None:
        """Go as far as the first MAIL."""
        await self.say(b"220 peer.example ESMTP\r\n")
        await self.hear()
        keywords = ["peer.example", *offers]
        lines = [f"250{' ' if word is keywords[-1] else '-'}{word}\r\n" for word in keywords]
        await self.say("".join(lines).encode())

    async def start_tls(self, context: ssl.SSLContext) -> None:
        """Shake hands, as after STARTTLS."""
        await self._writer.start_tls(context)

    def reset(self) -> None:
        """Drop the connection with a RST."""
        linger = struct.pack("ii", 1, 0)
        self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._writer.close()


Script = Callable[[Talk], Awaitable[object]]
Scenario = Callable[[Connection], Awaitable[T]]


@contextlib.asynccontextmanager
async def serving(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Play `script` for each connection to the port that is given; its failures fail the test."""
    failures: list[BaseException] = []
    running: set[asyncio.Task[object] | None] = set()

    async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running.add(asyncio.current_task())
        try:
            await script(Talk(reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left, as it should
        except Exception as failure:  # noqa: BLE001 -- told below, by the test's own task
            failures.append(failure)
        finally:
            writer.close()

    server = await asyncio.start_server(play, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await asyncio.wait_for(asyncio.gather(*filter(None, running)), 5)
    if failures:
        raise failures[0]


def play(script: Script, scenario: Scenario[T], timeouts: Timeouts = PATIENT, clock: MovableClock | None = None) -> T:
    """Open a connection to a peer that follows `script`, and return what `scenario` makes of it.

    With a `clock` time passes only when the script moves it.
    """

    async def run() -> T:
        async with serving(script) as port:
            connection = await smtp.open_connection(Hop("127.0.0.1", port), timeouts, greet_as="relais.example")
            try:
                return await scenario(connection)
            finally:
                await connection.close()

    return asyncio.run(run()) if clock is None else clocks.run(clock, run(), stands_still=True)


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for `localhost`; return the server's context and that of a client which believes it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))
