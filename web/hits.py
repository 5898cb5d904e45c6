"""Hits: written to the spool while a reader is answered, recorded in the background while the server runs.

Refuses to keep identities: a visitor is a number that cannot be traced back, and that is gone in seconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.types import Scope

from campaigns.post.hits import counting, robots, spooling
from campaigns.post.hits.robots import Hit
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation

#: Seconds between two syncs to disk; number of syncs until hits are counted.
_SYNC, _TURN = 0.2, 10
#: Octets of the name of a program that are looked at: the longest names of browsers have half as many.
_LONGEST = 512
_log = logs.logger(__name__)


class Witness:
    """Writes hits to the spool."""

    def __init__(self, opened: Installation, spool: spooling.Spool) -> None:
        self._clock = opened.clock
        self._spool = spool
        self._salt = secrets.token_bytes(16)

    def note(self, scope: Scope, campaign_id: int, link: int, delivery_id: int = 0) -> None:
        """Write a hit to the spool."""
        agent, prepares = b"", False
        for name, value in scope["headers"]:
            if name == b"user-agent":
                agent = value[:_LONGEST]
            elif name in robots.PURPOSES:
                prepares = prepares or b"pre" in value.lower()
        rule = robots.of_request(scope["method"], agent, prepares=prepares)
        at = self._clock.now().timestamp()
        client: tuple[str, int] | None = scope["client"]
        visitor = self._visitor(client[0] if client else "", agent)
        self._spool.note(Hit(at, campaign_id, link, delivery_id, rule, visitor))

    def _visitor(self, host: str, agent: bytes) -> int:
        digest = hashlib.blake2b(host.encode() + b" " + agent, key=self._salt, digest_size=8).digest()
        return int.from_bytes(digest)


@asynccontextmanager
async def recording(opened: Installation, spool: spooling.Spool) -> AsyncIterator[None]:
    """Record hits while the server runs, and all that is left when it ends."""
    counter, over = counting.Counter(opened), asyncio.Event()
    beat = asyncio.create_task(_beat(opened, spool, counter, over))
    try:
        yield
    finally:
        over.set()
        await beat
        with suppress(RelaisError):  # the files stay, and the next tick records them
            await asyncio.to_thread(counting.settle, counter, spool)


async def _beat(opened: Installation, spool: spooling.Spool, counter: counting.Counter, over: asyncio.Event) -> None:
    while not over.is_set():
        for _moment in range(_TURN):
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _SYNC)
            await asyncio.to_thread(spool.sync)
        spool.turn()
        until = opened.clock.now().timestamp() - robots.PATIENCE
        try:
            await asyncio.to_thread(counter.record, spool.closed(), until=until)
        except RelaisError as problem:  # hits on disk are recorded once the database is back
            _log.warning("hits not recorded yet", reason=str(problem))
