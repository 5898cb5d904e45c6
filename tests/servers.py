"""An honest mail server in process: it writes down who got what, and refuses or defers whom it is told to."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller


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
        for recipient in envelope.rcpt_tos:
            self.received[recipient] += 1
            self.letters[recipient] = envelope.content
            self.senders[recipient] = envelope.mail_from
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
