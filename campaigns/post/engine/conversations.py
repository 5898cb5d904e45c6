"""The life of one connection: lane after lane, letter after letter, each recorded before its final dot, opened again
when it is lost.

    the server is ready for letter n
    -> its intent, and the outcome of letter n-1, are on disk
    -> letter n, its dot and the envelope of letter n+1 leave in one write

So a crash leaves at most one letter per connection uncertain, and the ledger knows every letter that was sent.
"""

from __future__ import annotations

import asyncio

from campaigns.post import reply_outcomes
from campaigns.post.engine.dialogue_tallies import DialogueTally
from campaigns.post.engine.lanes import Lane, Lanes
from campaigns.post.engine.letter_queues import ReadyLetter
from campaigns.post.engine.recording import Recorder
from campaigns.post.ledger import Intent, Settlement
from campaigns.post.smtp_routes import Route
from campaigns.post.states import DeliveryState
from mailer import errors as mailer_errors
from mailer import smtp
from mailer.next_hops import Hop
from runtime.clock import Clock
from runtime.language import _

#: Seconds to wait after each fruitless connection to a reachable server; then this line gives up.
_PATIENCE = (1, 2, 4, 8)
#: Letters per connection when the provider has no limit.
_BOUNDLESS = 1 << 30
#: What became of a letter when the connection broke before the next envelope was read.
_BREAKS = (smtp.OutcomeKind.UNCERTAIN, smtp.OutcomeKind.UNSENT)


class Conversation:
    """One task's way to the next server: a lane to serve, a connection for it, and another when that is lost."""

    def __init__(self, route: Route, lanes: Lanes, recorder: Recorder, clock: Clock, tally: DialogueTally) -> None:
        self._route = route
        self._lanes = lanes
        self._recorder = recorder
        self._clock = clock
        self._tally = tally
        self._lane: Lane
        self._hop = route.order()[0]
        self._was_there = False
        #: Consecutive connections on which no letter ended, and why.
        self._fruitless = 0
        self._problem: mailer_errors.MailerError | None = None
        #: What all lines had heard when the last connection was opened.
        self._heard = tally.ended
        #: The letter whose envelope the connection ended at, and whether another letter left on it before.
        self._cut: ReadyLetter | None = None
        self._is_used = False
        #: Letters that this connection may still take.
        self._room = _BOUNDLESS

    async def work(self) -> None:
        """Serve lanes until nothing is due, until a stop, or until the server turns us away."""
        has_tried = False
        while (lane := await self._lanes.choose()) is not None:
            self._lane = lane
            try:
                letter = await self._next()
                self._tally.tried += letter is not None and not has_tried
                has_tried = has_tried or letter is not None
                while letter is not None:
                    connection = await self._open()
                    if connection is None:
                        return
                    letter = await self._on(connection, letter)
            finally:
                await self._lanes.leave(lane)

    async def _on(self, connection: smtp.Connection, letter: ReadyLetter) -> ReadyLetter | None:
        """Send letters on a connection, then close it; return the letter that waits for another one."""
        self._room = self._lane.limits.letters or _BOUNDLESS
        self._cut, self._is_used = None, False
        try:
            waits = await self._converse(connection, letter)
        finally:
            await connection.close()
        if waits is not None and self._lanes.is_resting(self._lane):
            await self._settle(Settlement(waits.row.id, waits.lease_id, DeliveryState.PLANNED))
            waits = None
        return (waits and await self._after(waits)) or await self._next()

    async def _after(self, letter: ReadyLetter) -> ReadyLetter | None:
        """Return the letter that waits for another connection, unless this one ended at its reader's name: then that
        reader waits behind the others, so that no number of such readers holds anybody up.
        """
        if letter is not self._cut:
            return letter
        is_well = self._tally.ended > 0 or (letter.row.is_alone and not self._tally.is_doubtful)
        self._tally.is_doubtful |= not is_well
        if is_well and letter.row.is_alone:
            self._fruitless = 0  # the reader is the cause, not the server
        said = reply_outcomes.cut_off(
            letter.row, letter.lease_id, str(self._problem or ""), self._clock.epoch(), is_server_well=is_well
        )
        # Not by `_settle`: the server said nothing of this letter.
        await self._recorder.settle(said)
        return None

    async def _open(self) -> smtp.Connection | None:
        while await self._has_patience():
            self._fruitless += 1
            try:
                self._hop, connection = await self._route.open()
            except mailer_errors.MailerError as problem:
                self._problem = problem
            else:
                self._was_there = True
                return connection
            if not self._was_there:
                break
        if self._problem is not None:
            self._tally.failures.append(self._problem)
        return None

    async def _has_patience(self) -> bool:
        if self._heard != self._tally.ended and not isinstance(self._problem, mailer_errors.LettersVanish):
            self._fruitless = 0  # it serves others
        self._heard = self._tally.ended
        if self._fruitless == 0:
            return True
        if self._lanes.stopped or self._fruitless > len(_PATIENCE):
            return False
        await asyncio.sleep(_PATIENCE[self._fruitless - 1])
        return True

    async def _converse(self, connection: smtp.Connection, letter: ReadyLetter) -> ReadyLetter | None:
        """Send letters until none is due or the connection ends; return the letter that still waits."""
        said: Settlement | None = None  # what is to be recorded of the letter before
        current: ReadyLetter | None = letter
        while current is not None and connection.is_usable and not (self._is_used and current.row.is_alone):
            if not connection.awaits_letter:
                ended = await self._offer(connection, current)
                if ended is not None:
                    await self._settle(ended)
                    current = await self._next_here()
                    continue
                if not connection.awaits_letter:
                    break
            following = self._ready()
            if not await self._may_leave(said, current):
                return following or await self._next()
            said, current = await self._hand_over(connection, current, following)
            if current is None:
                await self._settle(said)
                said, current = None, await self._next_here()
        await self._settle(said)
        return current

    async def _offer(self, connection: smtp.Connection, letter: ReadyLetter) -> Settlement | None:
        """Offer an envelope; return the settlement if the letter ends here."""
        self._is_used = True
        refused = await connection.offer(letter.envelope)
        if refused is None or self._is_about_us(refused, letter):
            return None
        return await self._judge(letter, refused)

    async def _may_leave(self, said: Settlement | None, letter: ReadyLetter) -> bool:
        """Record the outcome before and this intent; false when this letter may not leave now."""
        if letter.feed.breaker.reason:
            await self._settle(said)
            await letter.feed.trip()
            return False
        if self._lanes.stopped or not letter.feed.holds(letter.lease_id):
            await self._settle(said)
            return False
        granted = await self._recorder.hand_over(said, Intent(letter.row.id, letter.lease_id))
        self._note(said)
        if not granted:
            self._fruitless = 0  # the server did nothing wrong
            await letter.feed.look_again()
        elif letter.feed.holds(letter.lease_id):
            return True
        else:  # the process slept since the intent: another process may hold the lease now
            await self._settle(Settlement(letter.row.id, letter.lease_id, DeliveryState.PLANNED))
        return False

    async def _hand_over(
        self, connection: smtp.Connection, letter: ReadyLetter, following: ReadyLetter | None
    ) -> tuple[Settlement, ReadyLetter | None]:
        """Write the letter and the next envelope; return what became of it, and the letter that is awaited now."""
        self._room -= 1
        try:
            handed = await connection.hand_over(letter.content, following.envelope if following else None)
        except mailer_errors.UnsafeLetter as unsafe:
            # The server still waits for this letter: nothing else may be sent on this connection.
            await connection.close()
            return Settlement(letter.row.id, letter.lease_id, DeliveryState.REFUSED, str(unsafe), "protocol"), following
        except asyncio.CancelledError:
            await self._settle(Settlement(letter.row.id, letter.lease_id, DeliveryState.UNCERTAIN))
            raise
        said = await self._judge(letter, handed.letter)
        if following is None or handed.following is None:
            return said, following
        if self._is_about_us(handed.following, following):
            if handed.letter.kind in _BREAKS:
                self._cut = None  # it ended before this reader was named
            await connection.close()
            return said, following
        await self._settle(said)
        return await self._judge(following, handed.following), None

    async def _next(self) -> ReadyLetter | None:
        """Return the next letter; what our own guard refuses on the way is recorded."""
        while not self._is_over:  # checked each time: a rest ends the wait of this lane
            taken = await self._lane.next()
            if not isinstance(taken, Settlement):
                return taken
            await self._recorder.settle(taken)  # the server said nothing
        return None

    async def _next_here(self) -> ReadyLetter | None:
        """Return the next letter for this connection; `None` when it has taken as many as it may."""
        return await self._next() if self._room > 0 else None

    def _ready(self) -> ReadyLetter | None:
        """Return a letter that can be sent at once; what our own guard refuses is recorded with the next group."""
        if self._room <= 1 or self._is_over:
            return None
        while isinstance(taken := self._lane.ready(), Settlement):
            self._recorder.settle(taken)
        return taken

    @property
    def _is_over(self) -> bool:
        """Whether this lane must be left: it rests, or another one needs this connection more."""
        return self._lanes.is_resting(self._lane) or self._lanes.wants_elsewhere(self._lane)

    async def _settle(self, said: Settlement | None) -> None:
        if said is not None:
            await self._recorder.settle(said)
            self._note(said)

    def _note(self, said: Settlement | None) -> None:
        """Count a connection as fruitful when a letter ended on it, but not when a letter vanished at its dot.

        So a server that breaks down at every dot leaves a handful of uncertain letters, not a whole audience.
        """
        if said is None or said.state is DeliveryState.PLANNED:
            return
        if said.state is DeliveryState.UNCERTAIN:
            reason = _("il coupe la connexion après avoir reçu une lettre")
            self._fail(self._hop, mailer_errors.LettersVanish(host=self._hop.host, reason=reason))
        else:
            self._fruitless = 0
            self._tally.ended += 1

    def _is_about_us(self, said: smtp.Outcome, letter: ReadyLetter) -> bool:
        """Tell whether an answer is about us, not the letter; remember the letter that a connection ended at."""
        problem = reply_outcomes.about_us(said, self._hop.place, is_nobodys=self._lane.is_nobodys)
        if problem is None:
            return False
        if said.kind is smtp.OutcomeKind.UNSENT:
            self._cut = letter
        # One lost connection says nothing of a server that serves others.
        if said.kind is not smtp.OutcomeKind.UNSENT or self._fruitless > 1 or not self._tally.ended:
            self._fail(self._hop, problem)
        else:
            self._problem = problem
        return True

    def _fail(self, hop: Hop, problem: mailer_errors.MailerError) -> None:
        """Remember the failure; a server that ends a connection after a useful letter did not fail."""
        self._problem = problem
        if self._fruitless:
            self._route.failed(hop, problem)

    async def _judge(self, letter: ReadyLetter, said: smtp.Outcome) -> Settlement:
        """Return what to record of a letter, and tell the lane and the breaker."""
        outcome = reply_outcomes.outcome(
            letter.row, letter.lease_id, said, self._clock.epoch(), resends=letter.feed.resends
        )
        ours = reply_outcomes.about_letter(said, is_unread=letter.feed.breaker.is_unread)
        if ours:  # no reader is refused for it: a person is asked
            letter.feed.breaker.stop(ours)
            outcome = outcome._replace(state=DeliveryState.PLANNED, next_at=self._clock.epoch(), hard=None)
        letter.feed.breaker.note(outcome)
        if letter.feed.breaker.reason:  # when all readers are refused, no letter reaches its intent
            await letter.feed.trip()
        if self._lane.is_news(said) and await self._lanes.heard(self._lane, said):
            self._fruitless = 0  # the server passes on what its own next server asks
        return outcome
