"""What is to be sent next: rows claimed by batches, turned into letters one at a time, campaigns taking turns.

Memory is bounded: some hundred rows a campaign wait as values of a few hundred octets, and a letter exists only
while a connection holds it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from campaigns.post import composing, ledger, tokens
from campaigns.post.composing import Personal, Press
from campaigns.post.ledger import Batch, Claimed, Outcome
from campaigns.post.models import Campaign
from campaigns.post.recording import Recorder
from campaigns.post.states import State
from lists import audiences
from lists.audiences import Reader
from mailer import errors as mailer_errors
from mailer.smtp import Envelope
from runtime.installation import Installation

#: Rows a lease holds, and how few are left when the next batch is fetched.
BATCH = 400
_LOW = 200


class Letter(NamedTuple):
    """One letter, ready to be offered."""

    row: Claimed
    lease_id: int
    campaign: Campaign
    envelope: Envelope
    content: bytes


class Feed:
    """The letters of one campaign."""

    def __init__(self, opened: Installation, campaign: Campaign, press: Press, recorder: Recorder, worker: str) -> None:
        assert campaign.id is not None
        self._opened = opened
        self._campaign = campaign
        self._id = campaign.id
        self._press = press
        self._recorder = recorder
        self._worker = worker
        self._rows: deque[tuple[Claimed, int, Reader]] = deque()
        self._date = (0, "")
        #: Lease -> the second at which it lapses, as far as this process knows.
        self.leases: dict[int, int] = {}
        #: Whether nothing more is due now.
        self.exhausted = False

    @property
    def is_low(self) -> bool:
        """Whether another batch should be fetched."""
        return not self.exhausted and len(self._rows) <= _LOW

    @property
    def is_empty(self) -> bool:
        """Whether no row waits here."""
        return not self._rows

    async def fetch(self) -> None:
        """Claim another batch and read what its letters say of their readers: two statements a batch."""
        claimed = await self._recorder.perform(self._claim)
        if claimed is None:
            self.exhausted = True
            return
        batch, readers = claimed
        self.leases[batch.lease_id] = self._opened.clock.epoch() + ledger.LEASE_SECONDS
        for row in batch.rows:
            reader = readers.get(row.contact_id or 0)
            if reader is None:  # erased since the launch
                await self._recorder.settle(Outcome(row.id, batch.lease_id, State.EXCLUDED, reason="erased"))
            else:
                self._rows.append((row, batch.lease_id, reader))

    def take(self) -> Letter | Outcome | None:
        """Return the next letter; or, where our own guard refuses it, what to record; or nothing."""
        if not self._rows:
            return None
        row, lease_id, reader = self._rows.popleft()
        try:
            content = self._press.fill(reader, self._personal(row))
        except mailer_errors.MailerError as refused:
            return Outcome(row.id, lease_id, State.REFUSED, str(refused), "protocol")
        sender = tokens.mint_bounce(self._opened.keyring, row.id, self._press.domain)
        return Letter(row, lease_id, self._campaign, Envelope(sender, row.address, len(content)), content)

    def forget(self, leases: set[int]) -> None:
        """Drop the rows of leases that were given away."""
        self._rows = deque(one for one in self._rows if one[1] not in leases)
        for lease in leases:
            self.leases.pop(lease, None)

    def _claim(self, session: Session) -> tuple[Batch, dict[int, Reader]] | None:
        batch = ledger.claim(session, self._id, self._worker, BATCH, self._opened.clock.epoch())
        if batch is None:
            return None
        return batch, audiences.readers(session, [row.contact_id for row in batch.rows if row.contact_id])

    def _personal(self, row: Claimed) -> Personal:
        token = tokens.mint_leave(self._opened.keyring, self._campaign.mailing_list_id, row.id, row.address_key)
        message_id = tokens.message_id(self._campaign.seed, row.id, self._press.domain)
        return Personal(row.address, token, message_id, self._date_now())

    def _date_now(self) -> str:
        """Return the date of this attempt; made once a second, because that is how fine it is."""
        moment = self._opened.clock.now()
        second = int(moment.timestamp())
        if self._date[0] != second:
            self._date = (second, composing.date(datetime.fromtimestamp(second, moment.tzinfo)))
        return self._date[1]


class Feeds:
    """The letters of several campaigns, each in its turn: a long one never holds up another."""

    def __init__(self, feeds: list[Feed]) -> None:
        self._turns = deque(feeds)
        self._arrived = asyncio.Event()
        self._fetching: dict[Feed, asyncio.Task[None]] = {}
        #: Set when nothing more may be taken.
        self.stopped = False

    def ready(self) -> Letter | Outcome | None:
        """Return what can be sent at once; nothing when that needs waiting."""
        if self.stopped:
            return None
        for _turn in range(len(self._turns)):
            feed = self._turns[0]
            self._turns.rotate(-1)
            if feed.is_low:
                self._fetch(feed)
            taken = feed.take()
            if taken is not None:
                return taken
        return None

    async def next(self) -> Letter | Outcome | None:
        """Return the next letter, waiting for its batch if need be; nothing when there is none."""
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

    #: What went wrong while fetching; the sender raises it.
    failure: BaseException | None = None
