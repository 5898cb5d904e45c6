"""A mail server for demos and tests: speaks real SMTP, on this machine only; keeps every letter, forwards nothing.

Owns a Maildir. Refuses or defers the addresses that it is told to, as real servers do. It is a process of its own, as
real servers are: `python -m cli.demo.smtp_sink MAILDIR` reads the replies as JSON, a line, says its port, and ends with
its standard input.
"""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP

_HOST = "127.0.0.1"
_SECONDS_TO_END = 10


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
        self._replies = dict(replies or {})
        self._process: subprocess.Popen[str] | None = None

    @property
    def kept(self) -> int:
        """How many letters were kept."""
        return sum(1 for _ in (self.maildir / "new").iterdir())

    def __enter__(self) -> Self:
        """Begin to listen, on a port that the system chooses."""
        for name in ("tmp", "new", "cur"):
            (self.maildir / name).mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "cli.demo.smtp_sink", str(self.maildir)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- ourselves
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(self._replies) + "\n")
        self._process.stdin.flush()
        self.url = f"smtp://{_HOST}:{int(self._process.stdout.readline())}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening and let go of every connection."""
        if self._process is not None:
            self._process.communicate(timeout=_SECONDS_TO_END)


class _Keeper:
    """What the server does with recipients and letters."""

    def __init__(self, maildir: Path, replies: Mapping[str, str]) -> None:
        self._maildir = maildir
        self._replies = replies
        self._kept = 0

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
        self._kept += 1
        name = f"{self._kept:06d}.lettre.capture"
        trace = f"Return-Path: <{envelope.mail_from}>\r\nDelivered-To: {envelope.rcpt_tos[0]}\r\n"
        written = self._maildir / "tmp" / name
        written.write_bytes(trace.encode() + envelope.original_content)
        written.rename(self._maildir / "new" / name)
        return f"250 2.0.0 Kept as {self._kept}"


class _Session(SMTP):
    """Takes a letter whole, where the library reads it line by line: a year of them has seven million lines."""

    line_length_limit = 2**25

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 -- the library's name
        """Read up to the final dot (RFC 5321 4.5.2); a letter begins with its header, never with a dot."""
        if arg or self.envelope is None or not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 MAIL, RCPT, then DATA alone")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        letter = await self._reader.readuntil(b"\r\n.\r\n")
        self.envelope.original_content = letter[:-3].replace(b"\r\n..", b"\r\n.")
        reply = await self._call_handler_hook("DATA")
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(reply)


async def _serve(keeper: _Keeper) -> None:
    """Listen until the standard input ends, however whoever started this ends."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    listening = socket.socket()
    listening.bind((_HOST, 0))
    # Without a given name, it would ask the DNS for one.
    session = partial(_Session, keeper, hostname="capture.example", ident="Relais", enable_SMTPUTF8=True, timeout=60)
    server = await loop.create_server(session, sock=listening)
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()

    def wait() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(stopped.set)

    threading.Thread(target=wait, daemon=True).start()
    await stopped.wait()
    server.close()


if __name__ == "__main__":
    # The library logs every recipient; addresses do not belong in a log.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    asyncio.run(_serve(_Keeper(Path(sys.argv[1]), json.loads(sys.stdin.readline()))))
