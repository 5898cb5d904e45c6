"""Departures that the database could not take are recorded in the background while the server runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from campaigns.post.readers import leave_files, waiting_leaves
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation

#: Seconds between two looks.
_BEAT = 1
_log = logs.logger(__name__)


@asynccontextmanager
async def recording(opened: Installation) -> AsyncIterator[None]:
    """Record departures while the server runs; what waits when it ends is left to the tick."""
    over = asyncio.Event()
    beat = asyncio.create_task(_beat(opened, over))
    try:
        yield
    finally:
        over.set()
        await beat


async def _beat(opened: Installation, over: asyncio.Event) -> None:
    while not over.is_set():
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(over.wait(), _BEAT)
        if leave_files.is_any(opened.settings.data):
            try:
                await asyncio.to_thread(waiting_leaves.record_all, opened)
            except RelaisError as problem:  # they wait on the disk until the database is back
                _log.warning("departures not recorded yet", reason=str(problem))
