"""Group commit: every connection that is ready hands in its last outcome and its next intent, one transaction
takes them all, and lets all of them go on.

One writer a process, so SQLite's lock is never fought over inside it; the loop goes on while the disk works.
Refuses to lose an error: when a commit fails, everybody who waited for it is told.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from campaigns.post import ledger
from campaigns.post.ledger import Intent, Outcome
from campaigns.post.states import State
from lists import history
from runtime.clock import Clock
from runtime.database import Database

Answer = TypeVar("Answer")


class _Waiting(NamedTuple):
    """What one connection handed in."""

    outcome: Outcome | None
    intent: Intent | None
    verb: Callable[[Session], Any] | None
    future: asyncio.Future[Any]


class Recorder:
    """The only writer of a sending process."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="disk")
        self._waiting: list[_Waiting] = []
        self._running: asyncio.Task[None] | None = None
        #: What was recorded by this process, by state.
        self.recorded: Counter[State] = Counter()

    async def settle(self, outcome: Outcome) -> None:
        """Wait until the outcome is on disk."""
        await self._hand_in(outcome, None, None)

    async def hand_over(self, outcome: Outcome | None, intent: Intent) -> bool:
        """Wait until the last outcome and the next intent are on disk; false when the letter may not leave."""
        granted = await self._hand_in(outcome, intent, None)
        return bool(granted)

    async def perform(self, verb: Callable[[Session], Answer]) -> Answer:
        """Run a verb in the next transaction and return its answer once that is committed."""
        answer: Answer = await self._hand_in(None, None, verb)
        return answer

    async def close(self) -> None:
        """Wait for what was handed in and end the thread."""
        if self._running is not None:
            await self._running
        self._disk.shutdown()

    def _hand_in(
        self, outcome: Outcome | None, intent: Intent | None, verb: Callable[[Session], Any] | None
    ) -> asyncio.Future[Any]:
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(outcome, intent, verb, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return future

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                answers = await self._commit(batch)
            except Exception as problem:  # noqa: BLE001 -- whatever it was, those who wait must know
                _tell_all(batch, problem)
                continue
            for one, answer in zip(batch, answers, strict=True):
                if not one.future.done():
                    one.future.set_result(answer)
        self._running = None

    async def _commit(self, batch: list[_Waiting]) -> list[Any]:
        """Put everything that was handed in into one transaction."""
        now = self._clock.epoch()
        outcomes = [one.outcome for one in batch if one.outcome is not None]
        intents = [one.intent for one in batch if one.intent is not None]
        async with self._database.committing(self._disk) as session:
            ledger.settle(session, outcomes, now)
            _learn(session, outcomes, self._clock)
            granted = ledger.hand_over(session, intents, now)
            answers = [
                one.verb(session) if one.verb else one.intent is not None and one.intent.delivery_id in granted
                for one in batch
            ]
        self.recorded.update(outcome.state for outcome in outcomes)
        return answers


def _learn(session: Session, outcomes: list[Outcome], clock: Clock) -> None:
    """Tell the lists which addresses will never accept a letter."""
    for outcome in outcomes:
        if outcome.hard is not None:
            history.refused_hard(session, outcome.hard, clock.now(), f"delivery:{outcome.delivery_id}")


def _tell_all(batch: list[_Waiting], problem: Exception) -> None:
    for one in batch:
        if not one.future.done():
            one.future.set_exception(problem)
