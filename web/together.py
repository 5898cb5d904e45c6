"""One piece of work in a thread for all who wait for it: what comes meanwhile waits together for the next one.

Owns the waiting, with a bound. Refuses to answer anybody with work that began before they asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from runtime.errors import DatabaseBusy

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
#: Done by one piece of work at most; and waiting, beyond which nobody else may wait.
_AT_ONCE, _MOST = 200, 5_000


class Together(Generic[Asked, Answer]):
    """Work that costs about the same for one as for many, such as a transaction that waits for the disk."""

    def __init__(self, work: Callable[[list[Asked]], Sequence[Answer | Exception]]) -> None:
        """`work` returns an answer, or the error to raise, for each that is asked, in this order."""
        self._work = work
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._running: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answer:
        """Wait for the answer.

        Raises:
            DatabaseBusy: too many are waiting; and what the work raises.
        """
        if len(self._waiting) >= _MOST:
            raise DatabaseBusy
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        self._waiting.append((asked, answer))
        if self._running is None:
            self._running = loop.create_task(self._run())
        return await answer

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
                answers = await asyncio.to_thread(self._done, [asked for asked, _answer in batch])
                for (_asked, waits), said in zip(batch, answers, strict=True):
                    if waits.done():  # who asked has gone
                        continue
                    if isinstance(said, Exception):
                        waits.set_exception(said)
                    else:
                        waits.set_result(said)
        finally:
            self._running = None

    def _done(self, asked: list[Asked]) -> Sequence[Answer | Exception]:
        try:
            return self._work(asked)
        except Exception as problem:  # noqa: BLE001 -- whoever asked is told
            return [problem] * len(asked)
