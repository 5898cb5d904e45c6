"""A relay in front of French providers that enforce their limits: a process of its own, or a server in a test.

    python -m bench.isps

Its first line of output is its port. It supports PIPELINING and counts connections and letters per provider as they do
(from the first RCPT that names one of its readers to the end of the connection). Beyond a limit it says 421. It prints
its counts as JSON when its standard input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

_GREETING = b"250-relay.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 50000000\r\n"


@dataclass(frozen=True)
class Bears:
    """The limits of a provider."""

    connections: int = 1 << 30
    letters: int = 1 << 30
    #: Seconds it takes over each letter.
    seconds: float = 0.0


#: Domain -> the limits of its provider; other domains have no limits. The table in `mailer.pacing` must respect them.
FRENCH: Mapping[str, Bears] = {
    "orange.fr": Bears(2, 100, 0.01),
    "laposte.net": Bears(2, 100, 0.01),
    "sfr.fr": Bears(2, seconds=0.01),
    "free.fr": Bears(2, seconds=0.01),
}


@dataclass
class Isps:
    """The relay, and what it counted."""

    bears: Mapping[str, Bears] = field(default_factory=lambda: FRENCH)
    letters: Counter[str] = field(default_factory=Counter)
    #: Refusals because of one connection or one letter too many, by domain.
    turned_away: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)
    _open: Counter[str] = field(default_factory=Counter)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        mine: Counter[str] = Counter()
        try:
            await self._answer(reader, writer, mine)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._end(mine)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, mine: Counter[str]) -> None:
        writer.write(b"220 relay.example ESMTP\r\n")
        recipient = ""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line[line.index(b"<") + 1 : line.index(b">")].decode()
                if not self._bears(recipient.rpartition("@")[2], mine):
                    writer.write(b"421 4.7.0 OFR004_104 Too many connections, slow down\r\n")
                    return
            elif verb == b"DATA":
                writer.write(b"354 Go ahead\r\n")
                while await reader.readline() != b".\r\n":
                    pass
                await self._take(recipient, mine)
            elif verb == b"QUIT":
                self._end(mine)
                writer.write(b"221 2.0.0 Bye\r\n")
                return
            writer.write(_GREETING if verb == b"EHLO" else b"250 2.0.0 Ok\r\n")

    def _end(self, mine: Counter[str]) -> None:
        """Stop counting the connection."""
        for domain in mine:
            self._open[domain] -= 1
        mine.clear()

    def _bears(self, domain: str, mine: Counter[str]) -> bool:
        bears = self.bears.get(domain, Bears())
        if domain not in mine:
            if self._open[domain] >= bears.connections:
                self.turned_away[domain] += 1
                return False
            self._open[domain] += 1
            mine[domain] = 0
        if mine[domain] >= bears.letters:
            self.turned_away[domain] += 1
            return False
        return True

    async def _take(self, recipient: str, mine: Counter[str]) -> None:
        domain = recipient.rpartition("@")[2]
        mine[domain] += 1
        await asyncio.sleep(self.bears.get(domain, Bears()).seconds)
        self.letters[domain] += 1
        self.received[recipient] += 1


async def main() -> None:
    """Serve until standard input ends, then print the counts."""
    isps = Isps()
    server = await asyncio.start_server(isps.talk, "127.0.0.1", 0, backlog=500)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    orders = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    await orders.read()
    twice = sum(many > 1 for many in isps.received.values())
    slow = {domain: isps.letters[domain] for domain in isps.bears}
    told = {"letters": slow, "turned_away": isps.turned_away, "readers": len(isps.received), "twice": twice}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
