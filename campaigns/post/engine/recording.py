"""Group commit: every connection that is ready hands in its last outcome and its next intent, one transaction
takes them all, and lets all of them go on.

One writer per process, in the thread of the event loop: while it waits for the disk, the answers of the server
gather, and make the next group. A thread for the disk was measured: it halves the groups and costs more than it
gives. Refuses to lose an error, or an outcome because of it: when a commit fails, nothing new leaves, what was
already known is tried again for a while, and every waiting connection gets the error.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from sqlmodel import Session

from campaigns.post import ledger
from campaigns.post.ledger import Intent, Settlement
from campaigns.post.states import DeliveryState
from lists import history
from runtime import bulk
from runtime.clock import Clock
from runtime.database import Database

Answer = TypeVar("Answer")
#: Seconds before each try to save known outcomes from a commit that failed.
_RESCUES = (0.2, 1, 2, 4, 8)


class _Waiting(NamedTuple):
    """What one connection handed in."""

    outcome: Settlement | None
    intent: Intent | None
    #: Runs in its own session, and fails alone; or together with the others, and fails with them.
    verb: Callable[[Session], Any] | None
    statements: Callable[[bulk.Executor], Any] | None
    future: asyncio.Future[Any]


class Recorder:
    """The only writer of a sending process."""

    def __init__(self, database: Database, clock: Clock, *, first: Callable[[], object] = lambda: None) -> None:
        """`first` is done before anything is recorded; when it fails, nothing new leaves."""
        self._database = database
        self._first = first
        self._writer = database.writer()
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        #: What was recorded by this process, by state.
        self.recorded: Counter[DeliveryState] = Counter()

    def settle(self, outcome: Settlement) -> asyncio.Future[None]:
        """Record an outcome; the future is done when it is on disk."""
        return self._hand_in(outcome, None)

    def hand_over(self, outcome: Settlement | None, intent: Intent) -> asyncio.Future[bool]:
        """Record the last outcome and the next intent; false when the letter may not leave."""
        return self._hand_in(outcome, intent)

    def perform(self, verb: Callable[[Session], Answer]) -> asyncio.Future[Answer]:
        """Run a verb in the next transaction; the future holds its answer once that is committed."""
        return self._hand_in(None, None, verb)

    def run(self, statements: Callable[[bulk.Executor], Answer]) -> asyncio.Future[Answer]:
        """Run ready-made statements in the next transaction: work done for every batch needs no session.

        A session has its own connection, and a write on one connection empties the cache of the other (SQLite).
        """
        return self._hand_in(None, None, None, statements)

    def close(self) -> None:
        """Return the recorder's connection."""
        self._writer.close()

    def _hand_in(
        self,
        outcome: Settlement | None,
        intent: Intent | None,
        verb: Callable[[Session], Any] | None = None,
        statements: Callable[[bulk.Executor], Any] | None = None,
    ) -> asyncio.Future[Any]:
        loop = self._loop or self._found_loop()
        future = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._gather, loop, 0)
        self._waiting.append(_Waiting(outcome, intent, verb, statements, future))
        return future

    def _found_loop(self) -> asyncio.AbstractEventLoop:
        """Return the loop that this recorder lives in: asking for it is a system call, too much for every letter."""
        self._loop = asyncio.get_running_loop()
        return self._loop

    def _gather(self, loop: asyncio.AbstractEventLoop, before: int) -> None:
        """Commit in the first turn of the loop that adds no entry: the group is every connection that is ready."""
        if len(self._waiting) > before:
            loop.call_soon(self._gather, loop, len(self._waiting))
        else:
            self._commit()

    def _commit(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            self._first()
            answers = self._record(batch)
        except Exception as problem:  # noqa: BLE001 -- whatever it was, those who wait must know
            asyncio.get_running_loop().create_task(self._rescue(batch, problem))
        else:
            _tell(batch, answers)

    async def _rescue(self, batch: list[_Waiting], problem: Exception) -> None:
        """Let nothing new leave, but keep trying for a while to write the known outcomes to the disk."""
        outcomes = [one.outcome for one in batch if one.outcome is not None]
        for wait in _RESCUES if outcomes else ():
            await asyncio.sleep(wait)
            try:
                self._settle_all(outcomes)
            except Exception:  # noqa: BLE001, S112 -- the first problem is the one to tell
                continue
            break
        _tell(batch, [problem] * len(batch))

    def _settle_all(self, outcomes: list[Settlement]) -> None:
        with self._database.transaction() as session:
            ledger.settle(session, outcomes, self._clock.epoch())
            _learn(session, outcomes, self._clock)
        self.recorded.update(outcome.state for outcome in outcomes)

    def _record(self, batch: list[_Waiting]) -> list[Any]:
        """Put everything that was handed in into one transaction; return an answer, or a problem, for each."""
        now = self._clock.epoch()
        outcomes = [one.outcome for one in batch if one.outcome is not None]
        if any(one.verb is not None for one in batch) or any(one.hard is not None for one in outcomes):
            with self._database.transaction() as session:
                answers = _answers(session, batch, outcomes, now)
                _learn(session, outcomes, self._clock)
                answers = [
                    _performed(session, one.verb) if one.verb else answer
                    for one, answer in zip(batch, answers, strict=True)
                ]
        else:  # nearly always
            with self._writer.transaction() as direct:
                answers = _answers(direct, batch, outcomes, now)
        self.recorded.update(outcome.state for outcome in outcomes)
        return answers


def _answers(place: bulk.Executor, batch: list[_Waiting], outcomes: list[Settlement], now: int) -> list[Any]:
    """Record outcomes, then intents, then run statements; return for each whether it may leave, or its answer."""
    ledger.settle(place, outcomes, now)
    granted = ledger.hand_over(place, [one.intent for one in batch if one.intent is not None], now)
    return [
        one.statements(place) if one.statements else one.intent is not None and one.intent.delivery_id in granted
        for one in batch
    ]


def _performed(session: Session, verb: Callable[[Session], Any]) -> Any:
    """Run one verb so that its failure is its own: the others of the group are committed all the same."""
    try:
        with session.begin_nested():
            return verb(session)
    except Exception as problem:  # noqa: BLE001 -- handed to whoever asked
        return problem


def _tell(batch: list[_Waiting], answers: list[Any]) -> None:
    for one, answer in zip(batch, answers, strict=True):
        if one.future.done():
            continue
        if isinstance(answer, Exception):
            one.future.set_exception(answer)
        else:
            one.future.set_result(answer)


def _learn(session: Session, outcomes: list[Settlement], clock: Clock) -> None:
    """Tell the lists which addresses will never accept a letter."""
    for outcome in outcomes:
        if outcome.hard is not None:
            history.refused_hard(session, outcome.hard, clock.now(), f"delivery:{outcome.delivery_id}")
