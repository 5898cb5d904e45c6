"""What is to be sent next: rows claimed by batches, turned into letters one at a time, campaigns taking turns.

Memory is bounded: a few hundred rows per campaign wait as values of a few hundred octets, and a letter exists only
while a connection holds it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import NamedTuple

from campaigns.post import answer_tokens, composing, kit_tokens, ledger, tokens
from campaigns.post.composing import UNMEASURED, Measure, Personal, Press
from campaigns.post.engine import circuit_breaker
from campaigns.post.engine.circuit_breaker import Breaker
from campaigns.post.engine.recording import Recorder
from campaigns.post.ledger import Batch, Claimed, Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from lists import audiences
from lists.audiences import Reader
from lists.contacts import affiliations
from lists.kinds import Purpose
from lists.permission import consents
from mailer import errors as mailer_errors
from mailer.smtp import Envelope
from runtime import bulk
from runtime.installation import Installation

#: Rows a lease holds, and how few are left when the next batch is fetched.
BATCH = 400
_LOW = 200
_NOTHING: frozenset[Purpose] = frozenset()


class ReadyLetter(NamedTuple):
    """One letter, ready to be offered."""

    row: Claimed
    lease_id: int
    feed: Feed
    envelope: Envelope
    content: bytes


class Feed:
    """The letters of one campaign to the mailboxes of one group of providers."""

    def __init__(
        self,
        opened: Installation,
        campaign: Campaign,
        press: Press,
        recorder: Recorder,
        worker: str,
        *,
        provider: int,
        breaker: Breaker,
    ) -> None:
        assert campaign.id is not None
        self._opened = opened
        self._campaign = campaign
        self._id = campaign.id
        self._press = press
        self._recorder = recorder
        self._worker = worker
        self._provider = provider
        #: Counts what becomes of the campaign's letters, in every lane.
        self.breaker = breaker
        self._rows: deque[tuple[Claimed, int, Reader, AbstractSet[Purpose]]] = deque()
        self._date = (0, "")
        #: Lease -> the second at which it lapses, as far as this process knows.
        self.leases: dict[int, int] = {}
        #: Whether nothing more is due now.
        self.exhausted = False

    @property
    def resends(self) -> bool:
        """Whether letters that may have left are sent again."""
        return self._campaign.on_uncertain == "resend"

    @property
    def is_done(self) -> bool:
        """Whether nothing more is due now, here or in the ledger."""
        return self.exhausted and not self._rows

    @property
    def is_low(self) -> bool:
        """Whether another batch should be fetched."""
        return not self.exhausted and len(self._rows) <= _LOW

    async def fetch(self) -> None:
        """Claim another batch and read the data of its readers: three statements per batch."""
        claimed = await self._recorder.run(self._claim)
        if claimed is None:
            self.exhausted = True
            return
        batch, readers, agreed = claimed
        self.leases[batch.lease_id] = self._opened.clock.epoch() + ledger.LEASE_SECONDS
        for row in batch.rows:
            reader = readers.get(row.contact_id or 0)
            if reader is None:  # erased since the launch
                self._recorder.settle(Settlement(row.id, batch.lease_id, DeliveryState.EXCLUDED, reason="erased"))
            else:
                self._rows.append((row, batch.lease_id, reader, agreed.get(row.contact_id or 0, _NOTHING)))

    def take(self, *, is_accompanied: bool = False) -> ReadyLetter | Settlement | None:
        """Return the next letter; the settlement if our own guard refuses it; or `None`.

        A letter that must leave alone is not given out while another is under way (`is_accompanied`).
        """
        if self.breaker.reason:  # tripped in this lane or another, maybe while a batch was on its way
            self.exhausted = True
            self._rows.clear()
        while self._rows and not self.holds(self._rows[0][1]):
            self._rows.popleft()  # given away: the process that holds it now will send it
        if not self._rows or (is_accompanied and self._rows[0][0].is_alone):
            return None
        row, lease_id, reader, purposes = self._rows.popleft()
        try:
            sender = tokens.mint_bounce(self._opened.keyring, row.id, self._press.domain)
            content = self._press.fill(reader, self._personal(row, sender, purposes))
        except mailer_errors.MailerError as refused:
            said = Settlement(row.id, lease_id, DeliveryState.REFUSED, str(refused), "protocol")
            self.breaker.note(said)
            return said
        return ReadyLetter(row, lease_id, self, Envelope(sender, row.address, len(content)), content)

    def holds(self, lease_id: int) -> bool:
        """Tell whether a lease is still ours, as far as this process can know without asking."""
        return self.leases.get(lease_id, 0) > self._opened.clock.epoch()

    async def trip(self) -> None:
        """Pause the campaign, because its breaker tripped, and hand out no more of it."""
        reason = self.breaker.reason
        if reason and not self.breaker.has_tripped:
            self.breaker.has_tripped = True
            await self._recorder.perform(
                lambda session: circuit_breaker.pause(session, self._id, reason, self._opened.clock.now())
            )
        self.exhausted = True
        self._rows.clear()

    async def look_again(self) -> None:
        """After a refused intent: give nothing more out when the campaign was paused, cancelled or closed."""
        if not await self._recorder.run(self._may_send):
            self.exhausted = True
            self._rows.clear()

    async def renew(self) -> None:
        """Prolong the leases, drop the rows of those that were given away, and end those that are spent."""
        held, now = list(self.leases), self._opened.clock.epoch()
        kept = await self._recorder.perform(lambda session: ledger.renew(session, held, now))
        self.leases.update(dict.fromkeys(kept, now + ledger.LEASE_SECONDS))
        self._forget(set(held) - kept)
        self._forget(await self._recorder.perform(lambda session: ledger.end_spent(session, kept)))

    async def release(self) -> None:
        """Give back what was claimed and not sent."""
        held, now = list(self.leases), self._opened.clock.epoch()
        await self._recorder.perform(lambda session: ledger.release(session, held, now))

    def _forget(self, leases: set[int]) -> None:
        self._rows = deque(one for one in self._rows if one[1] not in leases)
        for lease in leases:
            self.leases.pop(lease, None)

    def _may_send(self, place: bulk.Executor) -> bool:
        return ledger.may_send(place, self._id, self._opened.clock.epoch())

    def _claim(self, place: bulk.Executor) -> tuple[Batch, dict[int, Reader], dict[int, set[Purpose]]] | None:
        now = self._opened.clock.epoch()
        batch = ledger.claim(place, self._id, self._worker, BATCH, now, provider=self._provider)
        if batch is None:
            return None
        ids = [row.contact_id for row in batch.rows if row.contact_id]
        readers = audiences.readers(place, ids, self._campaign.mailing_list_id)
        widened = affiliations.widened(place, readers) if self._press.is_targeted else readers
        agreed = consents.agreed(place, ids, self._campaign.mailing_list_id)
        for one, purposes in agreed.items():
            if Purpose.NEWSLETTER in purposes and one in widened:
                widened[one] = widened[one]._replace(has_agreed=True)
        return batch, widened, agreed

    def _personal(self, row: Claimed, sender: str, purposes: AbstractSet[Purpose]) -> Personal:
        token = tokens.mint_leave(self._opened.keyring, self._campaign.mailing_list_id, row.id, row.address_key)
        message_id = tokens.message_id(self._campaign.seed, row.id, self._press.domain)
        measure = self._measure(row, purposes) if not purposes.isdisjoint(consents.MEASURES) else UNMEASURED
        return Personal(
            row.address, token, message_id, self._date_now(), measure, sender.partition("@")[0], self._answer(row),
            kit_tokens.mint(self._opened.keyring, row.id), bool(row.second),
        )  # fmt: skip

    def _answer(self, row: Claimed) -> str:
        if not self._press.asks_answer:
            return ""
        return answer_tokens.mint(self._opened.keyring, answer_tokens.Reply(row.id, row.address_key))

    def _measure(self, row: Claimed, purposes: AbstractSet[Purpose]) -> Measure:
        token = tokens.mint_measure(self._opened.keyring, row.id)
        return Measure(token, clicks=Purpose.CLICKS in purposes, opens=Purpose.OPENS in purposes)

    def _date_now(self) -> str:
        """Return the date of this attempt; made anew each second, its own precision."""
        second = self._opened.clock.epoch()
        if self._date[0] != second:
            self._date = (second, composing.date(datetime.fromtimestamp(second, UTC)))
        return self._date[1]


class Feeds:
    """The letters of several campaigns to one group, in turn: a long campaign never holds up another."""

    def __init__(self, feeds: list[Feed]) -> None:
        self._turns = deque(feeds)
        self._arrived = asyncio.Event()
        self._fetching: dict[Feed, asyncio.Task[None]] = {}
        #: Set when nothing more may be taken.
        self.stopped = False
        #: What went wrong while a batch was fetched.
        self.failure: BaseException | None = None

    def ready(self, *, is_accompanied: bool = False) -> ReadyLetter | Settlement | None:
        """Return what can be sent at once, behind a letter that is under way if it is accompanied; `None` when that
        needs waiting.
        """
        if self.stopped:
            return None
        for _turn in range(len(self._turns)):
            feed = self._turns[0]
            self._turns.rotate(-1)
            if feed.is_low:
                self._fetch(feed)
            taken = feed.take(is_accompanied=is_accompanied)
            if taken is not None:
                return taken
        return None

    async def next(self) -> ReadyLetter | Settlement | None:
        """Return the next letter, waiting for its batch if needed; `None` when no letter is left."""
        while True:
            self._arrived.clear()
            taken = self.ready()
            if taken is not None or self.stopped or not self._fetching:
                return taken
            await self._arrived.wait()

    def stop(self) -> None:
        """Give nothing more out."""
        self.stopped = True
        self._arrived.set()

    async def settle(self) -> None:
        """Wait for batches that are being fetched, so that their leases are known; raise what went wrong there."""
        while self._fetching:
            await asyncio.gather(*self._fetching.values())

    @property
    def is_exhausted(self) -> bool:
        """Whether nothing more comes: nothing is due now in any campaign, or a batch could not be read."""
        return not self._fetching and (self.failure is not None or all(feed.is_done for feed in self._turns))

    @property
    def feeds(self) -> list[Feed]:
        """The feeds, in the order of their turns."""
        return list(self._turns)

    def _fetch(self, feed: Feed) -> None:
        if feed not in self._fetching:
            task = asyncio.create_task(feed.fetch())
            self._fetching[feed] = task
            task.add_done_callback(lambda _done: self._fetched(feed))

    def _fetched(self, feed: Feed) -> None:
        task = self._fetching.pop(feed)
        if not task.cancelled() and task.exception() is not None:
            self.failure = task.exception()
            self.stopped = True
        self._arrived.set()
