"""Who is written to next: one lane per group of providers, and the lane that each connection serves.

A lane knows the limits of its provider: connections at once, letters per connection, letters per second, and rests
(times without letters). A connection serves one lane at a time, so a slow provider never holds up another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from campaigns.post import providers
from campaigns.post.engine import connection_slots
from campaigns.post.engine.letter_queues import Feed, Feeds, ReadyLetter
from campaigns.post.engine.quotas import Quota
from campaigns.post.engine.recording import Recorder
from campaigns.post.ledger import Settlement
from campaigns.post.models import Provider
from campaigns.post.states import DeliveryState
from mailer import pacing, smtp
from mailer.verdicts import SmtpStage
from runtime import logs
from runtime.clock import Clock

#: A connection waits for a rest of up to so many seconds; after a longer one, another connection serves the lane.
_PATIENT = 120
#: Seconds between two looks whether a slot has become free, and how many of them.
_SLOT_PAUSE, _SLOT_TRIES = 2, 5
_log = logs.logger(__name__)


class Lane:
    """The letters to the mailboxes of one group."""

    def __init__(self, provider: Provider, feeds: Sequence[Feed], quotas: Sequence[Quota]) -> None:
        self.id = provider.id or 0
        self._group = providers.group(provider)
        self.limits = self._group.limits
        self.feeds = Feeds(list(feeds))
        self._quotas = quotas
        self._changed = asyncio.Event()
        #: Connections of this process that serve it, and the slots they hold where their number is limited.
        self.lines = 0
        self.slots: list[int] = []
        self.rests_until = provider.rests_until
        #: How long its last rest was; zero once it has accepted a letter.
        self.rested = provider.rested
        #: When to look for a slot again, by the clock of the loop, and how many looks were in vain.
        self.next_look, self.looks = 0.0, 0

    def ready(self) -> ReadyLetter | Settlement | None:
        """Return what can be sent at once, behind a letter that is under way; `None` when that needs waiting."""
        if not all(quota.has_one() for quota in self._quotas):
            return None
        taken = self.feeds.ready(is_accompanied=True)
        if isinstance(taken, ReadyLetter):
            self._use()
        return taken

    async def next(self) -> ReadyLetter | Settlement | None:
        """Return the next letter, waiting for its batch and its time if needed; `None` when no letter is left."""
        taken = await self.feeds.next()
        if isinstance(taken, ReadyLetter) and not await self._may_go():
            return Settlement(taken.row.id, taken.lease_id, DeliveryState.PLANNED)
        return taken

    def stop(self) -> None:
        """Hand out nothing more, and end all waits."""
        self.feeds.stop()
        self._changed.set()

    @property
    def is_nobodys(self) -> bool:
        """Whether its mailboxes have no common provider: an answer from one says nothing about the others."""
        return self.id == providers.OTHERS

    def is_news(self, said: smtp.Outcome) -> bool:
        """Tell whether what was said of a letter may change how the provider must be treated; cheap."""
        return not self.is_nobodys and (said.kind is not smtp.OutcomeKind.ACCEPTED or self.rested > 0)

    def heard(self, said: smtp.Outcome, now: int) -> int:
        """Take in what the provider said of a letter; return for how many seconds it must rest, or 0.

        Answers on other connections during a rest belong to earlier letters: they neither end nor double the rest.
        """
        is_resting = now < self.rests_until
        if said.kind is smtp.OutcomeKind.ACCEPTED:
            if not is_resting:
                self.rests_until = self.rested = 0
            return 0
        if said.stage is SmtpStage.MAIL:  # the server does not know yet whose mailbox is meant
            return 0
        seconds = pacing.rest(self._group, said.reply, said.verdict, 0 if is_resting else self.rested)
        if now + seconds > self.rests_until:
            self.rested = seconds or self.rested
        return seconds

    def rest(self, until: int) -> None:
        """Send nothing until then."""
        self.rests_until = max(self.rests_until, until)
        self._changed.set()
        if not self.feeds.stopped:
            self._changed.clear()

    def _use(self) -> None:
        for quota in self._quotas:
            quota.take()

    async def _may_go(self) -> bool:
        """Wait until a letter may leave; false when the wait was called off."""
        rests = self.rests_until
        while not all([quota.has_one() for quota in self._quotas]):  # noqa: C419 -- each of them must look
            soon = max([await quota.soon() for quota in self._quotas])
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), max(soon, 0.001))
            if self.feeds.stopped or self.rests_until > rests:
                return False
        self._use()
        return True


class Lanes:
    """All lanes of a sending process, and its connections' way from one to the next."""

    def __init__(self, lanes: Sequence[Lane], recorder: Recorder, clock: Clock, worker: str) -> None:
        self.all = list(lanes)
        self._recorder = recorder
        self._clock = clock
        self._worker = worker
        self._changed = asyncio.Event()
        #: Set when nothing more may be taken.
        self.stopped = False

    async def choose(self) -> Lane | None:
        """Return the lane that a free connection serves next; `None` when there is nothing to do for it.

        Chooses the lane with the fewest connections, and among those one with a limit: it takes longest.
        """
        while not self.stopped and (waiting := self._with_work()):
            for lane in sorted(waiting, key=lambda one: (one.lines, one.limits.connections is None)):
                if self._has_room(lane) and await self._enter(lane):
                    return lane
            soonest = self._soonest()
            if soonest is None:
                return None
            await self._sleep(soonest)
        return None

    async def leave(self, lane: Lane) -> None:
        """Stop serving a lane."""
        lane.lines -= 1
        if lane.slots:
            slot = lane.slots.pop()
            await self._recorder.perform(lambda session: connection_slots.give_back(session, [slot]))
        self._wake()

    def wants_elsewhere(self, lane: Lane) -> bool:
        """Tell whether a connection of `lane` is needed more at another, such as one whose rest is over."""
        return (
            len(self.all) > 1
            and lane.lines > 1
            and any(
                other is not lane and other.lines + 1 < lane.lines and self._has_room(other)
                for other in self._with_work()
            )
        )

    async def heard(self, lane: Lane, said: smtp.Outcome) -> bool:
        """Take in what a provider said; tell whether it must rest now, for every process."""
        had_rested, now = lane.rested > 0, self._clock.epoch()
        seconds = lane.heard(said, now)
        if seconds:
            lane.rest(now + seconds)
            _log.info("provider rests", provider=lane.id, seconds=seconds)
            await self._recorder.perform(lambda session: providers.leave_alone(session, lane.id, seconds, now))
        elif had_rested and not lane.rested:
            await self._recorder.perform(lambda session: providers.forgive(session, lane.id))
        return seconds > 0

    async def renew(self) -> None:
        """Prolong slots, and hear of rests that other processes ordered."""
        held, now = [slot for lane in self.all for slot in lane.slots], self._clock.epoch()
        if held:
            await self._recorder.perform(lambda session: connection_slots.renew(session, held, now))
        rests = await self._recorder.perform(lambda session: providers.resting(session, now))
        for lane in self.all:
            if rests.get(lane.id, 0) > lane.rests_until:
                lane.rest(rests[lane.id])

    def stop(self) -> None:
        """Give nothing more out."""
        self.stopped = True
        for lane in self.all:
            lane.stop()
        self._wake()

    @property
    def failure(self) -> BaseException | None:
        """What went wrong while a batch was fetched."""
        return next((lane.feeds.failure for lane in self.all if lane.feeds.failure is not None), None)

    @property
    def feeds(self) -> list[Feed]:
        """Every feed of every lane."""
        return [feed for lane in self.all for feed in lane.feeds.feeds]

    def is_resting(self, lane: Lane) -> bool:
        """Tell whether a lane must be left alone now."""
        return lane.rests_until > 0 and lane.rests_until > self._clock.epoch()

    def _with_work(self) -> list[Lane]:
        return [lane for lane in self.all if not lane.feeds.is_exhausted]

    def _has_room(self, lane: Lane) -> bool:
        """Tell whether one more connection may serve a lane now."""
        most = lane.limits.connections
        if self.is_resting(lane) or lane.looks >= _SLOT_TRIES:
            return False
        return most is None or (lane.lines < most and lane.next_look <= asyncio.get_running_loop().time())

    async def _enter(self, lane: Lane) -> bool:
        lane.lines += 1
        if lane.limits.connections is None:
            return True
        now = self._clock.epoch()
        try:
            slot = await self._recorder.perform(
                lambda session: connection_slots.take(session, lane.id, self._worker, now)
            )
        except BaseException:
            lane.lines -= 1
            raise
        if slot is not None:
            lane.slots.append(slot)
            lane.looks = 0
            return True
        lane.lines -= 1
        lane.looks += 1
        lane.next_look = asyncio.get_running_loop().time() + _SLOT_PAUSE
        return False

    def _soonest(self) -> float | None:
        """Return in how many seconds a lane may have room; `None` when that is not worth waiting for."""
        now, loop_now = self._clock.epoch(), asyncio.get_running_loop().time()
        waits = []
        for lane in self._with_work():
            # Connections stay with a lane that need not rest; those of a resting lane are about to leave it.
            if lane.looks >= _SLOT_TRIES or (lane.lines and not self.is_resting(lane)):
                continue
            waits.append(max(lane.rests_until - now, lane.next_look - loop_now, 0.05))
        soon = [wait for wait in waits if wait <= _PATIENT]
        return min(soon) if soon else None

    async def _sleep(self, seconds: float) -> None:
        if self.stopped:
            return
        self._changed.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), seconds)

    def _wake(self) -> None:
        self._changed.set()
