"""An honest mail server in a process of its own: it writes each accepted letter into its book before it replies.

    python -m bench.sinks BOOK [--seed N] [--pause SECONDS] [--defer SHARE] [--hang-up] [--host H]

Supports PIPELINING. Its first line of output is its port. On its standard input it takes orders to stop at a step:
`STEP N hold` or `STEP N pass` waits for the N-th time from now that any connection comes to this step, answers
`reached`, and on `hold` stays there until `release`. A letter that was held at its dot is then either dropped or kept:
real servers do both.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
from pathlib import Path
from typing import NamedTuple

#: Where a dialogue can be stopped: before the reply to MAIL, RCPT, DATA; within the content; after the dot, before or
#: after the letter is in the book; after the reply to the dot.
STEPS = ("mail", "rcpt", "data", "content", "dot", "booked", "answered")
_GREETING = b"250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000\r\n"


class _Arm(NamedTuple):
    step: str
    nth: int
    holds: bool
    #: Connections with a lower number belong to a process that has ended.
    since: int


class Sink:
    """What the connections share."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.chance = random.Random(options.seed)
        self._book = os.open(options.book, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        self._deferred: set[bytes] = set()
        self._arm: _Arm | None = None
        #: How many connections were opened.
        self.opened = 0
        self._released = asyncio.Event()

    def write_down(self, recipient: bytes, message_id: bytes) -> None:
        """Note one accepted letter; from here on it counts as delivered."""
        os.write(self._book, recipient + b"\t" + message_id + b"\n")

    def defers(self, recipient: bytes) -> bool:
        """Tell whether this recipient is deferred; no recipient is deferred twice."""
        if recipient in self._deferred or self.chance.random() >= self.options.defer:
            return False
        self._deferred.add(recipient)
        return True

    async def reach(self, step: str, connection: int) -> bool:
        """Stop here if that was ordered, and tell whether it was."""
        arm = self._arm
        if arm is None or arm.step != step or connection <= arm.since:
            return False
        self._arm = arm._replace(nth=arm.nth - 1) if arm.nth > 1 else None
        if self._arm is not None:
            return False
        self._released.clear()
        sys.stdout.write("reached\n")
        sys.stdout.flush()
        if arm.holds:
            await self._released.wait()
        return arm.holds

    async def obey(self) -> None:
        """Follow the orders on standard input until it ends."""
        orders = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
        while words := (await orders.readline()).decode().split():
            self._released.set()
            is_arm = len(words) == 3
            self._arm = _Arm(words[0], int(words[1]), words[2] == "hold", self.opened) if is_arm else None

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            await _Talk(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


class _Talk:
    """One connection."""

    def __init__(self, sink: Sink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._sink = sink
        self._reader = reader
        self._writer = writer
        self._recipient = b""
        sink.opened += 1
        self._number = sink.opened

    async def run(self) -> None:
        """Answer commands until QUIT or the end."""
        await self._say(b"220 sink.example ESMTP\r\n")
        while line := await self._reader.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                await self._say(_GREETING)
            elif verb == b"MAIL":
                await self._sink.reach("mail", self._number)
                await self._say(b"250 2.1.0 Ok\r\n")
            elif verb == b"RCPT":
                await self._take_recipient(line)
            elif verb == b"DATA":
                if not await self._take_letter():
                    return
            else:
                await self._say(b"221 2.0.0 Bye\r\n" if verb == b"QUIT" else b"250 2.0.0 Ok\r\n")

    async def _take_recipient(self, line: bytes) -> None:
        await self._sink.reach("rcpt", self._number)
        recipient = line[line.index(b"<") + 1 : line.index(b">")]
        if self._sink.defers(recipient):
            await self._say(b"451 4.2.1 Come again\r\n")
        else:
            self._recipient = recipient
            await self._say(b"250 2.1.5 Ok\r\n")

    async def _take_letter(self) -> bool:
        """Read, write down and answer; false when the connection ends with it."""
        await self._sink.reach("data", self._number)
        recipient, self._recipient = self._recipient, b""
        if not recipient and self._sink.chance.random() < 0.5:
            await self._say(b"554 5.5.1 No recipient\r\n")
            return True
        await self._say(b"354 Go ahead\r\n")
        message_id = await self._content()
        if not recipient:  # the lone dot of RFC 2920 3.1
            await self._say(b"554 5.5.1 No recipient\r\n")
            return True
        if await self._sink.reach("dot", self._number) and self._sink.chance.random() < 0.5:
            return False
        await asyncio.sleep(self._sink.chance.expovariate(1) * self._sink.options.pause)
        self._sink.write_down(recipient, message_id)
        await self._sink.reach("booked", self._number)
        await self._say(b"250 2.0.0 Ok: queued\r\n")
        await self._sink.reach("answered", self._number)
        return not self._sink.options.hang_up

    async def _content(self) -> bytes:
        """Read to the dot; return the Message-ID. A truncated letter does not count."""
        message_id = b""
        is_first = True
        while (line := await self._reader.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise ConnectionResetError
            if line.startswith(b"Message-ID:") and not message_id:
                message_id = line[11:].strip()
            if is_first:
                is_first = False
                await self._sink.reach("content", self._number)
        return message_id

    async def _say(self, reply: bytes) -> None:
        self._writer.write(reply)
        await self._writer.drain()


async def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("book", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--defer", type=float, default=0.0)
    parser.add_argument("--hang-up", action="store_true")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at")
    options = parser.parse_args()
    sink = Sink(options)
    server = await asyncio.start_server(sink.talk, options.host, 0, backlog=500)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await sink.obey()


if __name__ == "__main__":
    asyncio.run(main())
