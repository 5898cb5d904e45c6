"""Handing service messages over: on one connection, one after the other, by the rules of the ledger.

The intent is on disk before the dot. A message without a reply is sent again, `states.MOST_RESENDS` times at most:
a person waits for it, and their mail program recognises the second by its Message-ID. What the server defers is tried
again as letters are; what it refuses is over. Refuses to run in parallel: one tick at a time does this.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from campaigns.editorial.models import Publication
from campaigns.post import failure_policy, reply_outcomes, smtp_routes, states
from campaigns.post.ledger import Claimed, Settlement
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue, writing
from campaigns.post.states import DeliveryState
from mailer import errors as mailer_errors
from mailer import smtp
from mailer.dkim import keys
from mailer.verdicts import Reason
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation
from templates import compiling, letters, personal_answers
from templates import errors as templates_errors
from templates.notices import Notice
from templates.personal_answers import Answer

#: How many are taken up at once; the next tick is a minute away.
_MOST = 200
_log = logs.logger(__name__)


class _Prepared(NamedTuple):
    """A message ready for the wire."""

    #: It is judged as a row of the ledger is.
    row: Claimed
    envelope: smtp.Envelope
    content: bytes


def send(opened: Installation, *, seconds: float) -> Counter[DeliveryState]:
    """Hand over what is due, for `seconds` at most; return how many messages ended in which state.

    Without a mail server, and for a publication without sender, messages wait: `relais doctor` says so.

    Raises:
        mailer.errors.MailerError: no server can be used; what was not sent waits.
        templates.errors.TemplatesError: an overridden template cannot be used; the shipped one replaced it.
    """
    now = opened.clock.epoch()
    with opened.database.transaction() as session:
        ended = Counter({DeliveryState.EXPIRED: queue.tidy(session, now)})
        due = queue.due(session, now, _MOST)
    if due and opened.settings.smtp_url is not None:
        sender = _Sender(opened, time.monotonic() + seconds)
        asyncio.run(sender.run(due))
        ended += sender.ended
        if sender.problem is not None:
            raise sender.problem
    return +ended


class _Sender:
    def __init__(self, opened: Installation, deadline: float) -> None:
        self._opened = opened
        self._deadline = deadline
        self._route = smtp_routes.Route(smtp_routes.servers(opened.settings), opened.clock)
        self._keys = keys.load(opened.settings.keys)
        self._connection: smtp.Connection | None = None
        self._host = ""
        self.ended: Counter[DeliveryState] = Counter()
        #: A problem to report although other messages were sent.
        self.problem: RelaisError | None = None

    async def run(self, due: list[int]) -> None:
        """Send these, as long as there is time and a server."""
        try:
            for message_id in due:
                if time.monotonic() > self._deadline:
                    break
                prepared = self._prepare(message_id)
                if prepared is not None:
                    await self._send(prepared)
        except mailer_errors.MailerError as problem:
            self.problem = problem
        finally:
            await self._close()

    async def _send(self, prepared: _Prepared) -> None:
        connection = await self._open()
        outcome = await connection.offer(prepared.envelope)
        if outcome is None:
            with self._opened.database.transaction() as session:
                may_leave = queue.take(session, prepared.row.id, self._opened.clock.epoch())
            if not may_leave:
                await self._close()
                return
            try:
                outcome = (await connection.hand_over(prepared.content)).letter
            except mailer_errors.UnsafeLetter as unsafe:
                await self._close()
                self._end(prepared, Settlement(prepared.row.id, 0, DeliveryState.REFUSED, reason=Reason.PROTOCOL.value))
                _log.error("service message not sent", id=prepared.row.id, reason=str(unsafe))
                return
        if not connection.is_usable:
            await self._close()
        self._record(prepared, outcome)

    def _record(self, prepared: _Prepared, said: smtp.Outcome) -> None:
        problem = reply_outcomes.about_us(said, self._host)
        if problem is not None:
            self.problem = problem
            self._defer(prepared)
            return
        outcome = reply_outcomes.outcome(prepared.row, 0, said, self._opened.clock.epoch(), resends=True)
        if outcome.state in (DeliveryState.PLANNED, DeliveryState.DEFERRED):
            self._defer(prepared)
        else:
            self._end(prepared, outcome)

    def _defer(self, prepared: _Prepared) -> None:
        with self._opened.database.transaction() as session:
            queue.defer(session, prepared.row.id, self._opened.clock.epoch())

    def _end(self, prepared: _Prepared, outcome: Settlement) -> None:
        now = self._opened.clock.epoch()
        with self._opened.database.transaction() as session:
            queue.end(session, prepared.row.id, outcome.state, now, outcome.reason)
            if outcome.state is DeliveryState.REFUSED:
                failure_policy.weigh(
                    session, prepared.row.address_key, Reason(outcome.reason),
                    hard=outcome.hard is not None, now=now, evidence=f"message:{prepared.row.id}",
                )  # fmt: skip
        self.ended[outcome.state] += 1

    async def _open(self) -> smtp.Connection:
        if self._connection is None:
            hop, self._connection = await self._route.open()
            self._host = hop.host
        return self._connection

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    def _prepare(self, message_id: int) -> _Prepared | None:
        """Return a message as it goes over the wire; `None` when it may not be sent any more."""
        with self._opened.database.transaction() as session:
            row = session.get_one(ServiceMessage, message_id)
            if row.state not in queue.OPEN:  # the person was erased while earlier messages were handed over
                return None
            publication = session.get_one(Publication, row.publication_id)
            now = self._opened.clock.epoch()
            stopped = queue.stopped_by(session, row, publication)
            is_lost = row.state == DeliveryState.HANDING_OVER and row.attempts >= states.MOST_RESENDS
            if stopped is not None or is_lost:
                state = DeliveryState.UNCERTAIN if is_lost else DeliveryState.EXCLUDED
                queue.end(session, message_id, state, now, stopped.value if stopped else "")
                self.ended[state] += 1
                return None
        return self._written(row, publication)

    def _written(self, row: ServiceMessage, publication: Publication) -> _Prepared:
        notice = queue.said(row, publication, logo=writing.logo(publication, self._opened))
        flat = self._flat(notice)
        to = writing.Envelope(row.address, row.id or 0)
        content = writing.written(self._opened, self._keys, publication, notice, flat, to)
        envelope = smtp.Envelope(publication.from_address, row.address, len(content))
        return _Prepared(Claimed(row.id or 0, None, row.address, row.address_key, row.attempts), envelope, content)

    def _flat(self, notice: Notice) -> letters.Flat:
        if isinstance(notice, Answer):
            return personal_answers.write(notice)
        letter = self._compiled(notice, self._opened.settings.data / "templates")
        return letter.variant(frozenset([letters.PERSONAL]))

    def _compiled(self, notice: Notice, overrides: Path) -> letters.Letter:
        try:
            return compiling.compile_notice(notice, overrides=overrides)
        except templates_errors.TemplatesError as problem:
            # The recipient must not wait until an administrator repairs a template.
            self.problem = problem
            return compiling.compile_notice(notice)
