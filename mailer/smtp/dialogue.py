"""A connection as bytes that go out and replies that come back in order.

Knows nothing of letters. Ends the connection for good when the server is silent too long, sends something that is not a
reply, sends more replies than commands, or says 421. At most one letter is ever unanswered, so what the transport
buffers is bounded by the size of a letter.
"""

from __future__ import annotations

import asyncio
from enum import StrEnum
from typing import cast

from mailer.smtp.timeouts import Timeouts
from mailer.smtp_replies import Garbled, Reply, ReplyReader

_CLOSING = 421


class Ending(StrEnum):
    """Why the dialogue ended."""

    #: The server, the network, or we closed.
    LOST = "lost"
    #: No reply came in time, or the server took no bytes.
    SILENT = "silent"
    #: What came was not a reply.
    GARBLED = "garbled"
    #: More replies came than commands went out: it is no longer known which reply answers what.
    SURPLUS = "surplus"
    #: The server said 421.
    CLOSING = "closing"


class Dialogue(asyncio.Protocol):
    """The protocol of a transport that somebody else opened."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._loop = asyncio.get_running_loop()
        self._timeouts = timeouts
        self._reader = ReplyReader()
        self._replies: list[Reply] = []
        #: How long each reply may take; as many as there are commands.
        self._waits: tuple[float, ...] = ()
        self._waiter: asyncio.Future[None] | None = None
        self._deadline = 0.0
        #: Octets that the server has not taken yet, when they are too many; else 0.
        self._backlog = 0
        self._gone = self._loop.create_future()
        #: `None` as long as the connection can be used.
        self.ending: Ending | None = None

    def take_over(self, transport: asyncio.Transport) -> None:
        """Become the protocol of `transport`, between two commands."""
        self._transport = transport
        transport.set_protocol(self)
        # One slow clock per connection instead of a timer per reply: the limits are minima, so it may fire late.
        self._tick = self._timeouts.shortest / 4
        self._clock = self._loop.call_later(self._tick, self._look_at_clock)

    @property
    def is_open(self) -> bool:
        """Whether a command may be written now."""
        if self.ending is None and (self._reader.is_amid or self._transport.is_closing()):
            self._end(Ending.SURPLUS if self._reader.is_amid else Ending.LOST)
        return self.ending is None

    async def exchange(self, data: bytes, waits: tuple[float, ...]) -> list[Reply]:
        """Write `data`, which holds as many commands as `waits` has seconds, and return their replies in order.

        There are fewer if and only if the connection ended first; `ending` says why. The connection may also have ended
        after all of them. Call it only when `is_open`, from one task. When the task is cancelled the connection ends.
        """
        self._replies = []
        self._waits = waits
        self._deadline = self._loop.time() + waits[0]
        waiter = self._waiter = self._loop.create_future()
        self._transport.write(data)
        try:
            await waiter
        except asyncio.CancelledError:
            self.abort()
            raise
        return self._replies

    def abort(self) -> None:
        """End the connection at once; what was not written yet is lost."""
        self._end(Ending.LOST)

    async def close(self) -> None:
        """End the connection once all written bytes have left; wait for that, at most for the time-out of a QUIT."""
        self._end(Ending.LOST, abruptly=False)
        await asyncio.wait([self._gone], timeout=self._timeouts.quit)
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        """Match what came with what was asked."""
        if self.ending is not None:
            return
        try:
            replies = self._reader.feed(data)
        except Garbled as problem:
            self._take(cast("list[Reply]", problem.args[0]))
            self._end(Ending.GARBLED)
        else:
            self._take(replies)

    def _take(self, replies: list[Reply]) -> None:
        for reply in replies:
            if self._waiter is not None and len(self._replies) < len(self._waits):
                self._replies.append(reply)
            elif reply.code != _CLOSING:
                self._end(Ending.SURPLUS)
                return
            if reply.code == _CLOSING:
                self._end(Ending.CLOSING)
                return
        missing = self._waits[len(self._replies) :]
        if not missing and self._waiter is not None:
            if self._reader.is_amid:
                self._end(Ending.SURPLUS)
            else:
                self._wake()
        elif missing and replies:
            self._deadline = self._loop.time() + missing[0]

    def pause_writing(self) -> None:
        """Wait for the server to take bytes: as long as it takes some, each time for the time-out of a block."""
        self._backlog = self._transport.get_write_buffer_size()
        self._deadline = self._loop.time() + self._timeouts.block

    def resume_writing(self) -> None:
        """Wait for the reply again."""
        self._backlog = 0
        missing = self._waits[len(self._replies) :]
        if missing:
            self._deadline = self._loop.time() + missing[0]

    def connection_lost(self, _problem: Exception | None) -> None:
        """Tell the waiting task that nothing more will come."""
        self._end(Ending.LOST)
        if not self._gone.done():
            self._gone.set_result(None)

    def _look_at_clock(self) -> None:
        if self._backlog and self._transport.get_write_buffer_size() < self._backlog:
            self.pause_writing()
        if self._waiter is not None and self._loop.time() >= self._deadline:
            self._end(Ending.SILENT)
        elif self.ending is None:
            self._clock = self._loop.call_later(self._tick, self._look_at_clock)

    def _end(self, why: Ending, *, abruptly: bool = True) -> None:
        if self.ending is None:
            self.ending = why
            self._clock.cancel()
        if abruptly:
            self._transport.abort()
        else:
            self._transport.close()
        self._wake()

    def _wake(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)
