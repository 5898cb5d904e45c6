"""The transactions of one connection: `offer` an envelope, then `hand_over` its letter together with the next envelope.

    outcome = await connection.offer(first)            MAIL RCPT DATA           -> None: the server waits for the letter
    handed  = await connection.hand_over(letter, next) letter . MAIL RCPT DATA  -> what became of both
    handed  = await connection.hand_over(letter, None) letter .

With PIPELINING (RFC 2920) each line is one write and one round trip. Nothing of a letter is written before
`hand_over`: between the two the caller records its intent, together with the outcome of the letter before. Raises no
exception for what the server does: all of that is an outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import NamedTuple

from mailer import wire_guard
from mailer.smtp import commands, outcomes
from mailer.smtp.commands import Envelope, EnvelopeCommands, Extensions
from mailer.smtp.dialogue import Dialogue, Ending
from mailer.smtp.outcomes import Outcome, OutcomeKind
from mailer.smtp.timeouts import Timeouts
from mailer.smtp_replies import Reply
from mailer.verdicts import SmtpStage

_DATA = b"DATA\r\n"
_RSET = b"RSET\r\n"
_DOT = b".\r\n"
_QUIT = b"QUIT\r\n"
_STAGES = (SmtpStage.MAIL, SmtpStage.RCPT, SmtpStage.DATA)
_GO_AHEAD = 354
_USUAL = [250, 250, _GO_AHEAD]


class HandedOver(NamedTuple):
    """What became of a letter, and of the envelope that was offered after it."""

    letter: Outcome
    #: `None`: there was no envelope, or the server waits for its letter now (`Connection.awaits_letter`).
    following: Outcome | None


class Connection:
    """An open, secured, authenticated connection. For one task at a time; useless once `is_usable` is false."""

    def __init__(self, dialogue: Dialogue, extensions: Extensions, timeouts: Timeouts) -> None:
        self._dialogue = dialogue
        self._timeouts = timeouts
        #: What the server offers.
        self.extensions = extensions
        #: Whether the server waits for a letter: `hand_over` or `close` must come next.
        self.awaits_letter = False
        self._eight_bit = False
        #: A transaction was begun and refused half way: RSET must precede the next one.
        self._is_amid = False
        self._waits = (timeouts.mail, timeouts.rcpt, timeouts.data)

    @property
    def is_usable(self) -> bool:
        """Whether anything can still be sent."""
        return self._dialogue.is_open

    async def offer(self, envelope: Envelope) -> Outcome | None:
        """Offer an envelope. `None`: the server waits for the letter, `hand_over` comes next.

        Otherwise the attempt ends here: refused, deferred, or unsent.
        """
        assert not self.awaits_letter, "a letter is due: hand_over or close"
        lines = commands.write(envelope, self.extensions)
        if isinstance(lines, Outcome):
            return lines
        if not self._dialogue.is_open:
            return Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)
        if not self.extensions.pipelining:
            return await self._offer_step_by_step(lines)
        if not self._is_amid:
            replies = await self._dialogue.exchange(lines.mail + lines.rcpt + _DATA, self._waits)
            return await self._judge(replies, lines, is_matched=self._is_matched(replies))
        replies = await self._dialogue.exchange(
            _RSET + lines.mail + lines.rcpt + _DATA, (self._timeouts.mail, *self._waits)
        )
        others = replies[1:]
        return self._reset(replies) or await self._judge(others, lines, is_matched=self._is_matched(others))

    async def hand_over(self, letter: bytes, following: Envelope | None = None) -> HandedOver:
        """Write the letter that is awaited, its final dot and the next envelope; return what became of both.

        The letter counts as sent from the moment it is written: without a reply that can be relied upon it is
        uncertain. When the connection was gone before, it is unsent. Cancelling the task ends the connection and
        leaves the letter uncertain.

        Raises:
            errors.UnsafeLetter: these bytes must not be sent; nothing was written, and only `close` can follow.
        """
        assert self.awaits_letter, "no letter is due: offer first"
        content = wire_guard.check(letter, eight_bit=self._eight_bit)
        self.awaits_letter = False
        lines = None if following is None else commands.write(following, self.extensions)
        if not self._dialogue.is_open:
            return HandedOver(Outcome(OutcomeKind.UNSENT, SmtpStage.CONTENT), _unsent(lines))
        if isinstance(lines, EnvelopeCommands) and self.extensions.pipelining:
            return await self._hand_over_pipelined(content, lines)
        replies = await self._dialogue.exchange(content + _DOT, (self._timeouts.content,))
        handed = self._judge_content(replies, is_matched=self._dialogue.ending is not Ending.SURPLUS)
        if isinstance(lines, EnvelopeCommands) and self._dialogue.is_open:
            return HandedOver(handed, await self._offer_step_by_step(lines))
        return HandedOver(handed, _unsent(lines))

    async def close(self) -> None:
        """Say QUIT where that is possible; a letter that is awaited is never sent. May be called twice."""
        if self.awaits_letter or not self._dialogue.is_open:
            self._dialogue.abort()  # RFC 5321 has no other way to leave DATA without sending
        else:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._timeouts.quit):
                    await self._dialogue.exchange(_QUIT, (self._timeouts.quit,))
        await self._dialogue.close()

    async def _hand_over_pipelined(self, content: bytes, lines: EnvelopeCommands) -> HandedOver:
        replies = await self._dialogue.exchange(
            b"".join((content, _DOT, lines.mail, lines.rcpt, _DATA)), (self._timeouts.content, *self._waits)
        )
        others = replies[1:]
        is_matched = self._is_matched(others)
        handed = self._judge_content(replies, is_matched=is_matched)
        return HandedOver(handed, await self._judge(others, lines, is_matched=is_matched))

    def _judge_content(self, replies: list[Reply], *, is_matched: bool) -> Outcome:
        """Return what the reply to the dot says, if it really is the reply to the dot."""
        if not replies:
            return Outcome(OutcomeKind.UNCERTAIN, SmtpStage.CONTENT)
        if not _fits(replies[0], SmtpStage.CONTENT) or not is_matched:
            self._dialogue.abort()
            return Outcome(OutcomeKind.UNCERTAIN, SmtpStage.CONTENT, replies[0])
        return outcomes.answered(replies[0], SmtpStage.CONTENT)

    async def _judge(self, replies: list[Reply], lines: EnvelopeCommands, *, is_matched: bool) -> Outcome | None:
        """Return what the replies to MAIL, RCPT and DATA say: `None` when the letter is awaited."""
        if not is_matched:
            self._dialogue.abort()
            return Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)
        for reply, stage in zip(replies, _STAGES, strict=False):
            if reply.code >= 400:
                await self._leave_transaction(replies, stage)
                return outcomes.answered(reply, stage)
        if len(replies) < len(_STAGES) or not self._dialogue.is_open:
            return Outcome(OutcomeKind.UNSENT, _STAGES[min(len(replies), len(_STAGES) - 1)])
        self.awaits_letter = True
        self._eight_bit = lines.is_international
        return None

    def _is_matched(self, replies: list[Reply]) -> bool:
        """Tell whether each of these replies to MAIL, RCPT and DATA is in its own place.

        An extra reply shifts the others. Its digits show it, or one reply is left over at the end. But 354 answers only
        DATA: what follows it cannot have shifted what is before it.
        """
        if [reply.code for reply in replies] == _USUAL:
            return True
        if not all(_fits(reply, stage) for reply, stage in zip(replies, _STAGES, strict=False)):
            return False
        is_anchored = len(replies) == len(_STAGES) and replies[-1].code == _GO_AHEAD
        return is_anchored or self._dialogue.ending is not Ending.SURPLUS

    async def _leave_transaction(self, replies: list[Reply], refused_at: SmtpStage) -> None:
        """Return to the state in which a new MAIL is allowed, after a refusal at `refused_at`."""
        self._is_amid = refused_at is not SmtpStage.MAIL
        if replies[-1].code != _GO_AHEAD or not self._dialogue.is_open:
            return
        if refused_at is SmtpStage.RCPT:  # RFC 2920 3.1: a letter without recipients is ended by a lone dot
            await self._dialogue.exchange(_DOT, (self._timeouts.content,))
        else:  # MAIL was refused, RCPT and DATA were not: a lone dot might send an empty letter
            self._dialogue.abort()

    async def _offer_step_by_step(self, lines: EnvelopeCommands) -> Outcome | None:
        """Say MAIL, RCPT and DATA one after the other, to a server that does not take them together."""
        if self._is_amid:
            unsent = self._reset(await self._dialogue.exchange(_RSET, (self._timeouts.mail,)))
            if unsent is not None:
                return unsent
        replies: list[Reply] = []
        for command, wait in zip((lines.mail, lines.rcpt, _DATA), self._waits, strict=True):
            if not self._dialogue.is_open:
                break
            answers = await self._dialogue.exchange(command, (wait,))
            replies += answers
            if not answers or answers[0].code // 100 != 2:
                break
        return await self._judge(replies, lines, is_matched=self._is_matched(replies))

    def _reset(self, replies: list[Reply]) -> Outcome | None:
        """Take in the reply to RSET, the first one; return an outcome when the server is unusable after it."""
        if not replies or replies[0].code // 100 != 2:
            self._dialogue.abort()
            return Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL, replies[0] if replies else None)
        self._is_amid = False
        return None


def _fits(reply: Reply, stage: SmtpStage) -> bool:
    """Tell whether `reply` can answer `stage`; otherwise replies and commands no longer match."""
    return reply.code >= 400 or (reply.code == _GO_AHEAD if stage is SmtpStage.DATA else reply.code // 100 == 2)


def _unsent(lines: EnvelopeCommands | Outcome | None) -> Outcome | None:
    """Return the outcome of an envelope that the server never received; a refusal of our guard is kept."""
    return Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL) if isinstance(lines, EnvelopeCommands) else lines
