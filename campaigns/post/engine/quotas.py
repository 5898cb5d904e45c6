"""A rate that is shared by every process: slots of time, leased in lots, each good for one letter.

A slot that is not used in time is lost, so delays are never caught up in a burst.
"""

from __future__ import annotations

import asyncio
from collections import deque

from campaigns.post import providers
from campaigns.post.engine.recording import Recorder
from runtime.clock import Clock

#: Slots per lease at most; at slow rates half a second's worth, so that a process that ends wastes little time.
_LOT = 20
#: Seconds by which a slot may be late and still count: covers a busy loop, but lets an idle one save nothing up.
_LATE = 0.1


class Quota:
    """The slots of one group, or of all together, that this process holds."""

    def __init__(self, recorder: Recorder, clock: Clock, provider_id: int, per_second: float) -> None:
        self._recorder = recorder
        self._clock = clock
        self._provider_id = provider_id
        self._rate = per_second
        self._lot = max(1, min(_LOT, round(per_second / 2)))
        #: By the clock of the loop.
        self._slots: deque[float] = deque()
        self._leasing: asyncio.Task[None] | None = None

    def has_one(self) -> bool:
        """Tell whether a letter may leave now; leases more when they run low."""
        now = asyncio.get_running_loop().time()
        while self._slots and self._slots[0] < now - _LATE:
            self._slots.popleft()
        if len(self._slots) <= self._lot // 2 and self._leasing is None:
            self._leasing = asyncio.create_task(self._lease())
        return bool(self._slots) and self._slots[0] <= now

    def take(self) -> None:
        """Use one slot."""
        self._slots.popleft()

    async def soon(self) -> float:
        """Return in how many seconds the next slot comes; leases some if none is left."""
        if not self.has_one() and not self._slots and self._leasing is not None:
            await asyncio.shield(self._leasing)
        wait = self._slots[0] - asyncio.get_running_loop().time() if self._slots else 1 / self._rate
        return max(0.0, wait)

    async def _lease(self) -> None:
        try:
            first = await self._recorder.perform(
                lambda session: providers.reserve(session, self._provider_id, self._lot, self._clock.precisely())
            )
        finally:
            self._leasing = None
        begins = asyncio.get_running_loop().time() + first - self._clock.precisely()
        self._slots.extend(begins + number / self._rate for number in range(self._lot))
