"""A mail server for demos and tests: speaks real SMTP, on this machine only; keeps every letter, forwards nothing.

Owns a Maildir. Refuses or defers the addresses that it is told to, as real servers do.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP

_HOST = "127.0.0.1"
_SECONDS_TO_START = 10


class Capture:
    """The server, running inside `with`; `url` is what `RELAIS_SMTP_URL` would say.

    Each letter becomes one file in the folder `new` of a Maildir, behind the two lines that final delivery adds
    (RFC 5321 4.4). It is not synced to disk: these letters matter to nobody.
    """

    def __init__(self, maildir: Path, replies: Mapping[str, str] | None = None) -> None:
        """Keep letters in `maildir`; `replies` says what to answer to RCPT, by address in lower case."""
        self.maildir = maildir
        #: Known once it listens.
        self.url = ""
        #: How many letters were kept.
        self.kept = 0
        self._replies = dict(replies or {})
        self._listening = socket.socket()
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None

    def __enter__(self) -> Self:
        """Begin to listen, on a port that the system chooses."""
        for name in ("tmp", "new", "cur"):
            (self.maildir / name).mkdir(parents=True, exist_ok=True)
        # The library logs every recipient; addresses do not belong in a log.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._listening.bind((_HOST, 0))
        self.url = f"smtp://{_HOST}:{self._listening.getsockname()[1]}"
        self._thread.start()
        self._ready.wait(_SECONDS_TO_START)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening and let go of every connection."""
        if self._loop is not None and self._stopped is not None:
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        # Without a given name, it would ask the DNS for one.
        session = partial(SMTP, self, hostname="capture.example", ident="Relais", enable_SMTPUTF8=True, timeout=60)
        server = await self._loop.create_server(session, sock=self._listening)
        self._ready.set()
        await self._stopped.wait()
        server.close()

    async def handle_RCPT(  # noqa: N802 -- the names of the hooks are the library's
        self, _server: SMTP, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Accept a recipient, or give the reply that is set for it."""
        reply = self._replies.get(address.casefold())
        if reply is not None:
            return reply
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 -- the library's name
        """Keep a letter: a reader of the Maildir never sees an incomplete one."""
        self.kept += 1
        name = f"{self.kept:06d}.lettre.capture"
        trace = f"Return-Path: <{envelope.mail_from}>\r\nDelivered-To: {envelope.rcpt_tos[0]}\r\n"
        written = self.maildir / "tmp" / name
        written.write_bytes(trace.encode() + envelope.original_content)
        written.rename(self.maildir / "new" / name)
        return f"250 2.0.0 Kept as {self.kept}"
