"""Sending: connections that hand over one letter after the other, each recorded before its final dot.

The order on every connection is: the server is ready for letter n -> its intent (and the outcome of letter
n-1) is on disk -> letter n, its dot and the envelope of letter n+1 leave in one write. So a crash leaves at most
one letter per connection uncertain, and none is sent that the ledger does not know.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import uvloop
from sqlmodel import Session

from campaigns import errors
from campaigns.editorial.models import Edition
from campaigns.post import composing, judging, ledger, workers
from campaigns.post.composing import Press
from campaigns.post.feeding import Feed, Feeds, Letter
from campaigns.post.ledger import Intent, Outcome
from campaigns.post.models import Campaign
from campaigns.post.recording import Recorder
from campaigns.post.states import OPEN, State
from lists import audiences
from mailer import errors as mailer_errors
from mailer import hops, smtp
from runtime import clock as clocks
from runtime import logs
from runtime.installation import Installation

#: Seconds between two looks at the leases; four fit into a lease.
_HEARTBEAT = ledger.LEASE_SECONDS / 4
#: Seconds in which a stop must be over (a server that thinks longer over its dot leaves an uncertain letter).
_STOPPING = 25
#: Seconds to wait before connecting again to a server that was there a moment ago.
_RECONNECT = (1, 2, 4, 8)
_log = logs.logger(__name__)


@dataclass(frozen=True)
class Progress:
    """How far the sending is."""

    done: int
    total: int


def send(opened: Installation, campaign_ids: list[int], *, watch: Callable[[Progress], None] | None = None) -> None:
    """Send what is due of these campaigns now, in this process; returns when nothing more can be done now.

    SIGTERM and Ctrl-C finish what is at the dot and leave.

    Raises:
        errors.NothingToSendWith: no SMTP server is set.
        errors.UnknownCampaign: there is no such campaign.
        mailer.errors.HopUnreachable, TlsRefused, AuthenticationRefused: nothing was sent to no avail.
        runtime.errors.DatabaseUnreachable: what was not recorded is uncertain.
    """
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    hop = hops.parse(opened.settings.smtp_url.get_secret_value())
    with opened.database.reading() as session:
        loaded = [_load(session, opened, campaign_id) for campaign_id in campaign_ids]
        total = sum(_open_rows(session, campaign_id) for campaign_id in campaign_ids)
    is_over = False
    done = 0
    while not is_over:
        sender = Sender(opened, hop, loaded, Progress(done, total))
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(sender.run(watch))
        # What a lost connection left behind is due again: once more, as long as that brings anything.
        is_over = sender.stopped or sender.done == done or not _is_due(opened, campaign_ids)
        done = sender.done


def _open_rows(session: Session, campaign_id: int) -> int:
    counts = ledger.counts(session, campaign_id)
    return sum(counts[state] for state in OPEN)


def _is_due(opened: Installation, campaign_ids: list[int]) -> bool:
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        dues = [ledger.next_due(session, campaign_id) for campaign_id in campaign_ids]
    return any(due is not None and due <= now for due in dues)


def _load(session: Session, opened: Installation, campaign_id: int) -> tuple[Campaign, Press]:
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise errors.UnknownCampaign(id=campaign_id)
    content = session.get_one(Edition, campaign.edition_id).content
    settings = opened.settings
    letter = composing.compile_(content, settings.base_url, settings.data / "templates")
    missions = audiences.local_missions(session, clocks.in_paris(opened.clock.now()).date())
    return campaign, Press(letter, content, settings.base_url, missions, campaign.seed)


class Sender:
    """One process that sends: a recorder, feeds, and connections that share them."""

    def __init__(
        self, opened: Installation, hop: hops.Hop, loaded: list[tuple[Campaign, Press]], progress: Progress
    ) -> None:
        self._opened = opened
        self._hop = hop
        self._loaded = loaded
        self._before = progress
        #: Connections that were tried, and why those failed that did.
        self._tried = 0
        self._failures: list[mailer_errors.MailerError] = []
        #: Whether a signal ended it.
        self.stopped = False

    async def run(self, watch: Callable[[Progress], None] | None) -> None:
        """Send until nothing more is due, or a signal says stop; leases are given back in any case."""
        self._recorder = Recorder(self._opened.database, self._opened.clock)
        worker = workers.identity()
        self._feeds = Feeds(
            [Feed(self._opened, campaign, press, self._recorder, worker) for campaign, press in self._loaded]
        )
        beats = [asyncio.create_task(self._keep_leases())]
        if watch is not None:
            beats.append(asyncio.create_task(self._tell(watch)))
        try:
            await self._connections()
        finally:
            for beat in beats:
                beat.cancel()
            await self._give_back()
        if watch is not None:
            watch(Progress(self.done, self._before.total))

    async def _connections(self) -> None:
        loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(self._work()) for _number in range(self._opened.settings.smtp_connections)]

        def stop() -> None:
            self.stopped = True
            self._feeds.stop()
            loop.call_later(_STOPPING, lambda: [task.cancel() for task in tasks])

        with _on_signals(loop, stop):
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        if self._feeds.failure is not None:
            raise self._feeds.failure
        for end in ends:
            if isinstance(end, BaseException) and not isinstance(end, asyncio.CancelledError):
                raise end
        if self._failures and len(self._failures) == self._tried:
            raise self._failures[0]

    async def _work(self) -> None:
        """The life of one connection, opened again when it is lost."""
        letter = await self._next()
        was_open = False
        while letter is not None:
            self._tried += not was_open
            connection = await self._open(_RECONNECT if was_open else ())
            if connection is None:
                return
            was_open = True
            try:
                letter = await self._converse(connection, letter)
            finally:
                await connection.close()

    async def _open(self, waits: tuple[int, ...]) -> smtp.Connection | None:
        """Open a connection, patiently if there was one before; nothing when the server will have no more of us."""
        for wait in (*waits, None):
            try:
                return await smtp.open_connection(self._hop)
            except mailer_errors.MailerError as problem:
                _log.info("no connection", reason=str(problem))
                if wait is None or self._feeds.stopped:
                    self._failures.append(problem)
                    return None
                await asyncio.sleep(wait)
        return None

    async def _converse(self, connection: smtp.Connection, letter: Letter) -> Letter | None:
        """Send letters until there is none or the connection ends; return the letter that still waits."""
        said: Outcome | None = None  # what is to be recorded of the letter before
        current: Letter | None = letter
        while current is not None and connection.is_usable:
            if not connection.awaits_letter:
                refused = await connection.offer(current.envelope)
                if refused is not None and refused.kind is smtp.Kind.UNSENT:
                    break
                if refused is not None:
                    await self._settle(said)
                    said, current = self._judge(current, refused), None
            if current is not None:
                if not await self._may_leave(said, current):
                    return await self._next()
                said, current = await self._hand_over(connection, current)
            if current is None:
                await self._settle(said)
                said, current = None, await self._next()
        await self._settle(said)
        return current

    async def _may_leave(self, said: Outcome | None, letter: Letter) -> bool:
        """Record the outcome before and this intent; false when this letter may no longer leave."""
        if self._feeds.stopped:
            await self._settle(said)
            return False
        granted = await self._recorder.hand_over(said, Intent(letter.row.id, letter.lease_id))
        # A process that slept wakes up here: its lease may have been given away meanwhile.
        return granted and self._holds(letter)

    async def _hand_over(self, connection: smtp.Connection, letter: Letter) -> tuple[Outcome, Letter | None]:
        """Write the letter and the next envelope; return what became of it, and the letter that is awaited now."""
        following = await self._ready()
        try:
            handed = await connection.hand_over(letter.content, following.envelope if following else None)
        except mailer_errors.UnsafeLetter as unsafe:
            return Outcome(letter.row.id, letter.lease_id, State.REFUSED, str(unsafe), "protocol"), following
        except asyncio.CancelledError:
            await self._settle(Outcome(letter.row.id, letter.lease_id, State.UNCERTAIN))
            raise
        said = self._judge(letter, handed.letter)
        if following is None or handed.following is None or handed.following.kind is smtp.Kind.UNSENT:
            return said, following
        await self._settle(said)
        return self._judge(following, handed.following), None

    async def _next(self) -> Letter | None:
        """Return the next letter; what our own guard refuses on the way is recorded."""
        while isinstance(taken := await self._feeds.next(), Outcome):
            await self._settle(taken)
        return taken

    async def _ready(self) -> Letter | None:
        while isinstance(taken := self._feeds.ready(), Outcome):
            await self._settle(taken)
        return taken

    async def _settle(self, said: Outcome | None) -> None:
        if said is not None:
            await self._recorder.settle(said)

    def _judge(self, letter: Letter, said: smtp.Outcome) -> Outcome:
        resends = letter.campaign.on_uncertain == "resend"
        return judging.outcome(letter.row, letter.lease_id, said, self._opened.clock.epoch(), resends=resends)

    def _holds(self, letter: Letter) -> bool:
        now = self._opened.clock.epoch()
        return any(feed.leases.get(letter.lease_id, 0) > now for feed in self._feeds.feeds)

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(_HEARTBEAT)
            for feed in self._feeds.feeds:
                await self._renew(feed)

    async def _renew(self, feed: Feed) -> None:
        held = list(feed.leases)
        now = self._opened.clock.epoch()
        kept = await self._recorder.perform(lambda session: ledger.renew(session, held, now))
        feed.leases.update(dict.fromkeys(kept, now + ledger.LEASE_SECONDS))
        feed.forget(set(held) - kept)
        # Leases whose rows have all found an end are not worth keeping.
        feed.forget(await self._recorder.perform(lambda session: ledger.end_spent(session, kept)))

    async def _give_back(self) -> None:
        """Return what was claimed and not sent, then end the recorder."""
        self._feeds.stop()
        with suppress(Exception):  # what failed there was raised already
            await self._feeds.settle()
        leases = [lease for feed in self._feeds.feeds for lease in feed.leases]
        now = self._opened.clock.epoch()
        with suppress(Exception):  # a database that is gone keeps the leases until they lapse
            await self._recorder.perform(lambda session: ledger.release(session, leases, now))

    @property
    def done(self) -> int:
        """How many letters found an end so far, those of earlier rounds included."""
        ends = sum(many for state, many in self._recorder.recorded.items() if state is not State.PLANNED)
        return self._before.done + ends

    async def _tell(self, watch: Callable[[Progress], None]) -> None:
        while True:
            await asyncio.sleep(0.2)
            watch(Progress(self.done, self._before.total))


class _on_signals:  # noqa: N801 -- reads as a verb
    """While it lasts, SIGTERM and Ctrl-C call `stop` instead of ending the process."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
        self._loop = loop
        self._stop = stop

    def __enter__(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._loop.add_signal_handler(number, self._stop)

    def __exit__(self, *_problem: object) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._loop.remove_signal_handler(number)
