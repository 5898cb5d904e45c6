"""What visitors do not wait for: their request is answered at once, and looked into within a second or two.

So nobody can tell by the time of an answer whether an address is known: no request looks it up. Owns the queue, in the
memory of the process and with a bound; a server that is told to stop does what is left first. Refuses to promise more:
what a crash loses is asked again by whoever waits for the message.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from runtime import logs
from runtime.errors import DatabaseBusy, OutsideMissing, RelaisError

#: What may wait; seconds between two turns, at least, and more by chance, so that no turn belongs to one request.
_MOST, _BEAT, _CHANCE = 2_000, 0.5, 1.0
_log = logs.logger(__name__)


class Afterwards:
    """Things to do, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], object]] = deque()
        self._doing = threading.Lock()

    def put(self, thing: Callable[[], object]) -> None:
        """Have something done soon.

        Raises:
            DatabaseBusy: too much is waiting.
        """
        if len(self._waiting) >= _MOST:
            raise DatabaseBusy
        self._waiting.append(thing)

    def do_all(self) -> None:
        """Do what is waiting; what the database keeps from being done waits on."""
        with self._doing:
            for _one in range(len(self._waiting)):
                thing = self._waiting.popleft()
                try:
                    thing()
                except OutsideMissing as problem:
                    self._waiting.appendleft(thing)
                    _log.warning("not done yet", waiting=len(self._waiting), reason=str(problem))
                    return
                except RelaisError:  # what was asked for has gone meanwhile: a form was closed
                    continue
                except Exception as problem:  # noqa: BLE001 -- the next one is somebody else's
                    _log.error("not done", kind=type(problem).__name__)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Do things while the server runs, and all that is left when it ends."""
        over = asyncio.Event()
        beat = asyncio.create_task(self._beat(over))
        try:
            yield
        finally:
            over.set()
            await beat
            await asyncio.to_thread(self.do_all)

    async def _beat(self, over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _BEAT + random.random() * _CHANCE)  # noqa: S311 -- no secret
            if self._waiting:
                await asyncio.to_thread(self.do_all)
