"""Sending in this process: what is due of some campaigns, until nothing more can be done now or a signal says stop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import uvloop
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import snapshots
from campaigns.editorial.models import Edition
from campaigns.post import lease_holders, ledger, presses, provider_lookup, providers, smtp_routes
from campaigns.post.composing import Press
from campaigns.post.engine import circuit_breaker, signals
from campaigns.post.engine.conversations import Conversation
from campaigns.post.engine.dialogue_tallies import DialogueTally
from campaigns.post.engine.lanes import Lane, Lanes
from campaigns.post.engine.letter_queues import Feed
from campaigns.post.engine.quotas import Quota
from campaigns.post.engine.recording import Recorder
from campaigns.post.models import Campaign, Provider
from campaigns.post.readers import waiting_leaves
from campaigns.post.smtp_routes import Route
from campaigns.post.states import OPEN, DeliveryState
from mailer import errors as mailer_errors
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation
from templates import letter_json

#: Seconds in which a stop must be over (a server that thinks longer over its dot leaves an uncertain letter).
_STOPPING = 25
#: Seconds between two looks at what another thread wants.
_LOOK = 0.05
_log = logs.logger(__name__)


@dataclass(frozen=True)
class Progress:
    """How far the sending is."""

    done: int
    total: int


@dataclass(frozen=True)
class Bounds:
    """When a sending ends before its work does."""

    seconds: float | None = None
    #: About so many letters: those under way when the bound is reached still finish.
    letters: int | None = None
    #: Set by another thread that wants it to end.
    called_off: threading.Event | None = None

    def is_reached(self, done: int) -> bool:
        """Tell whether it ends now, for another reason than time."""
        is_enough = self.letters is not None and done >= self.letters
        return is_enough or (self.called_off is not None and self.called_off.is_set())


BOUNDLESS = Bounds()


def send(
    opened: Installation,
    campaign_ids: list[int],
    *,
    watch: Callable[[Progress], None] | None = None,
    bounds: Bounds = BOUNDLESS,
) -> mailer_errors.MailerError | None:
    """Send what is due of these campaigns in this process, until nothing more can be done now; return why letters
    left by the second server, or `None`.

    On SIGTERM, on Ctrl-C, or when a bound is reached, letters at the dot are finished before it returns.

    Raises:
        errors.NothingToSendWith: no SMTP server is set.
        errors.UnknownCampaign: there is no such campaign.
        mailer.errors.HopUnreachable, SenderRefused, TlsRefused, AuthenticationRefused: the server refuses to serve
            us; what was not sent is planned again.
        mailer.errors.LettersVanish: the server takes letters and never confirms them.
        mailer.errors.SigningKeyRefused: a key exists but cannot be used; nothing leaves unsigned instead.
        runtime.errors.DatabaseUnreachable: letters that were not recorded are uncertain.
    """
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    route = Route(smtp_routes.servers(opened.settings), opened.clock)
    with opened.database.transaction() as session:
        providers.ensure(session)
    provider_lookup.ask(opened)
    with opened.database.reading() as session:
        loaded = [_load(session, opened, campaign_id) for campaign_id in campaign_ids]
        total = sum(_open_rows(session, campaign_id) for campaign_id in campaign_ids)
    is_over = False
    done = 0
    while not is_over:
        sender = SendingProcess(opened, route, loaded, Progress(done, total))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(sender.run(watch, bounds))
        # Letters of a lost connection are due again: repeat as long as that sends anything.
        is_over = sender.stopped or sender.done == done or not is_due(opened, campaign_ids)
        done = sender.done
    return route.detour


def _open_rows(session: Session, campaign_id: int) -> int:
    counts = ledger.counts(session, campaign_id)
    return sum(counts[state] for state in OPEN)


def is_due(opened: Installation, campaign_ids: list[int]) -> bool:
    """Tell whether a letter of these campaigns could be sent now."""
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        dues = [ledger.next_due(session, campaign_id, now) for campaign_id in campaign_ids]
    return any(due is not None and due <= now for due in dues)


def _load(session: Session, opened: Installation, campaign_id: int) -> tuple[Campaign, Press]:
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise errors.UnknownCampaign(id=campaign_id)
    edition = session.get_one(Edition, campaign.edition_id)
    letter = letter_json.load(edition.letter)
    snapshot = snapshots.parse(edition.content)
    return campaign, presses.press(session, opened, letter, snapshot, campaign.seed, campaign_id)


class SendingProcess:
    """One process that sends: a recorder, feeds, and lines that share them."""

    def __init__(
        self, opened: Installation, route: Route, loaded: list[tuple[Campaign, Press]], progress: Progress
    ) -> None:
        self._opened = opened
        self._route = route
        self._before = progress
        self._recorder = Recorder(opened.database, opened.clock, first=partial(waiting_leaves.record_all, opened))
        self._worker = lease_holders.identity()
        self._loaded = loaded
        self._lanes = Lanes([], self._recorder, opened.clock, self._worker)
        #: Whether a signal or the clock ended it.
        self.stopped = False

    @property
    def done(self) -> int:
        """How many letters have ended so far, earlier rounds included."""
        ends = sum(many for state, many in self._recorder.recorded.items() if state is not DeliveryState.PLANNED)
        return self._before.done + ends

    async def run(self, watch: Callable[[Progress], None] | None, bounds: Bounds) -> None:
        """Send until nothing more is due, or a signal or a bound says stop; leases are given back in any case."""
        self._lanes.all.extend(self._open_lanes())
        beats = [asyncio.create_task(self._keep_leases())]
        if watch is not None:
            beats.append(asyncio.create_task(self._tell(watch)))
        try:
            await self._work(bounds)
        finally:
            for beat in beats:
                beat.cancel()
            await self._give_back()
            self._recorder.close()
        if watch is not None:
            watch(Progress(self.done, self._before.total))

    def _open_lanes(self) -> list[Lane]:
        """Return a lane for each group of providers that letters are due for."""
        with self._opened.database.reading() as session:
            rows = {row.id or 0: row for row in providers.listed(session)}
            breakers = {one.id or 0: circuit_breaker.load(session, one) for one, _press in self._loaded}
            due = {one.id or 0: ledger.due_providers(session, one.id or 0) for one, _press in self._loaded}
        everything = self._quotas(rows[providers.ALL])
        lanes = []
        for number, row in rows.items():
            feeds = [
                Feed(
                    self._opened,
                    one,
                    press,
                    self._recorder,
                    self._worker,
                    provider=number,
                    breaker=breakers[one.id or 0],
                )
                for one, press in self._loaded
                if number in due[one.id or 0]
            ]
            if feeds:
                lanes.append(Lane(row, feeds, [*everything, *self._quotas(row)]))
        return lanes

    def _quotas(self, row: Provider) -> list[Quota]:
        if row.per_second is None:
            return []
        return [Quota(self._recorder, self._opened.clock, row.id or 0, row.per_second)]

    async def _work(self, bounds: Bounds) -> None:
        loop, tally = asyncio.get_running_loop(), DialogueTally(ended=self._before.done)
        lines = [
            Conversation(self._route, self._lanes, self._recorder, self._opened.clock, tally)
            for _number in range(self._opened.settings.smtp_connections)
        ]
        tasks = [asyncio.create_task(line.work()) for line in lines]

        def stop() -> None:
            self.stopped = True
            self._lanes.stop()
            loop.call_later(_STOPPING, lambda: [task.cancel() for task in tasks])

        if bounds.seconds is not None:
            loop.call_later(bounds.seconds, stop)
        looking = asyncio.create_task(self._look_at(bounds, stop))
        with signals.calling(loop, stop):
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        looking.cancel()
        hopeless = self._route.problem or next(iter(tally.failures), None)
        problems = [self._lanes.failure, *ends, hopeless if tally.is_hopeless else None]
        for problem in problems:
            if isinstance(problem, BaseException) and not isinstance(problem, asyncio.CancelledError):
                raise problem

    async def _look_at(self, bounds: Bounds, stop: Callable[[], None]) -> None:
        # A flag that another thread sets cannot be awaited.
        while not bounds.is_reached(self.done):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK)
        stop()

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(ledger.LEASE_SECONDS / 4)
            held: list[Lanes | Feed] = [self._lanes, *self._lanes.feeds]
            for one in held:
                try:
                    await one.renew()
                except RelaisError as problem:  # retried in half a minute; a lease lasts four times as long
                    _log.warning("leases not renewed", reason=str(problem))

    async def _give_back(self) -> None:
        """Return what was claimed and not sent."""
        self._lanes.stop()
        with suppress(Exception):  # errors were raised already; if the database is lost, the leases lapse by themselves
            for lane in self._lanes.all:
                await lane.feeds.settle()
        for feed in self._lanes.feeds:
            with suppress(Exception):
                await feed.release()

    async def _tell(self, watch: Callable[[Progress], None]) -> None:
        while True:
            await asyncio.sleep(0.2)
            watch(Progress(self.done, self._before.total))
