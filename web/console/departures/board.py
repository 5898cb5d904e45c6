"""What watchers of departures are told: asked once a second for all of them, however many watch, and only while
somebody does.

Where the ledger is large, asking takes longer, and then is done less often: watching never costs more than a small
share of a machine's time.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import anyio.to_thread

from campaigns.acting.departing import progress
from campaigns.acting.departing.progress import Progress
from runtime import logs
from runtime.errors import RelaisError
from web.console import pages

#: Seconds between two questions at least, and how many times as long as a question took.
_EVERY, _REST = 1.0, 40
_log = logs.logger(__name__)


@dataclass(frozen=True)
class Live:
    """How far a departure is, and the part of its page that says so."""

    progress: Progress
    text: str


class Board:
    """The departures that somebody watches in this process."""

    def __init__(self, state: Any) -> None:
        """`state` is that of the application: its installation may be another after a change of settings."""
        self._state = state
        self._watched: Counter[int] = Counter()
        self._known: dict[int, Live] = {}
        self._asking: asyncio.Task[None] | None = None
        self._turned = asyncio.Event()

    @asynccontextmanager
    async def watching(self, campaign_id: int) -> AsyncIterator[None]:
        """Have a departure asked about while the context lasts."""
        self._watched[campaign_id] += 1
        if self._asking is None or self._asking.done():
            self._turned = asyncio.Event()
            self._asking = asyncio.create_task(self._ask())
        try:
            yield
        finally:
            self._watched[campaign_id] -= 1
            self._watched += Counter()  # forget whom nobody watches
            self._known = {one: live for one, live in self._known.items() if one in self._watched}

    def known(self, campaign_id: int) -> Live | None:
        """Return how far a departure is; `None` before the first answer."""
        return self._known.get(campaign_id)

    async def turned(self, patience: float) -> None:
        """Wait for the next answer, or for `patience` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._turned.wait()

    async def _ask(self) -> None:
        while self._watched:
            took = 0.0
            try:
                found, took = await anyio.to_thread.run_sync(self._look, tuple(self._watched))
                self._known |= found
            except RelaisError as problem:  # a busy database: the next second knows more
                _log.info("departures not asked", reason=str(problem))
            turned, self._turned = self._turned, asyncio.Event()
            turned.set()
            await asyncio.sleep(max(_EVERY, _REST * took))

    def _look(self, wanted: Collection[int]) -> tuple[dict[int, Live], float]:
        """Ask, and return how many seconds of a processor that took: waiting for one costs nobody anything."""
        began = time.thread_time()
        found = progress.look(self._state.installation, wanted)
        live = {one: self._live(one, now) for one, now in found.items()}
        return live, time.thread_time() - began

    def _live(self, campaign_id: int, now: Progress) -> Live:
        before = self._known.get(campaign_id)
        if before is not None and before.progress == now:
            return before
        return Live(now, pages.part("departures/live.html", progress=now))
