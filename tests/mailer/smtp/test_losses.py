"""Servers that end, fall silent or take nothing: before the dot a letter is unsent, after it uncertain."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from mailer.smtp import Connection, HandedOver, Outcome, OutcomeKind, Timeouts
from mailer.verdicts import SmtpStage
from tests.clocks import MovableClock
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, READY, SECOND, Talk
from tests.mailer.smtp import acts


def test_what_a_server_says_unasked_ends_the_connection_before_the_letter() -> None:
    """Between the acts.offer and the letter a stray reply comes: nothing was written, so trying again is free."""
    is_ready = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await is_ready.wait()
        await talk.say(b"250 for somebody else\r\n")
        assert await talk.hear_rest() == b""

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        is_ready.set()
        await acts.until_lost(connection)
        return await connection.hand_over(LETTER, SECOND)

    letter, following = peers.play(script, scenario)
    assert (letter, following) == (
        Outcome(OutcomeKind.UNSENT, SmtpStage.CONTENT),
        Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL),
    )


@pytest.mark.parametrize("before", [b"", b"250 Ok\r\n", b"250 Ok\r\n250 Ok\r\n"])
def test_421_before_the_dot_leaves_the_letter_unsent(before: bytes) -> None:
    """It is about the connection: the letter may go by another one at once."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(before + b"421 4.7.0 too many letters on this connection\r\n")
        await talk.hear_rest()

    outcome = peers.play(script, acts.offer)
    assert outcome is not None
    assert outcome.kind is OutcomeKind.UNSENT
    assert outcome.reply is not None


def test_421_behind_an_accepted_letter_takes_nothing_back() -> None:
    """Many servers say it after so many letters a connection."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n421 4.7.0 enough\r\n")
        await talk.hear_rest()

    letter, following = peers.play(script, acts.hand_over_and_offer)
    assert letter.kind is OutcomeKind.ACCEPTED
    assert following is not None
    assert following.kind is OutcomeKind.UNSENT


@pytest.mark.parametrize(
    ("said", "silence"), [(0, Timeouts(mail=0.1)), (1, Timeouts(rcpt=0.1)), (2, Timeouts(data=0.1))]
)
def test_a_silent_server_before_the_dot_leaves_the_letter_unsent(said: int, silence: Timeouts) -> None:
    """MAIL, RCPT and DATA have a time-out each."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"250 Ok\r\n" * said)
        await talk.hear_rest()

    assert peers.play(script, acts.offer, silence) == Outcome(OutcomeKind.UNSENT, list(SmtpStage)[1 + said])


def test_a_silent_server_after_the_dot_leaves_the_letter_uncertain() -> None:
    """It may have taken the letter."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear_rest()

    letter = peers.play(script, acts.hand_over_one, Timeouts(content=0.1)).letter
    assert letter == Outcome(OutcomeKind.UNCERTAIN, SmtpStage.CONTENT)


def test_a_server_that_takes_no_byte_is_left() -> None:
    """Nobody reads."""
    is_given_up = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await is_given_up.wait()

    async def scenario(connection: Connection) -> HandedOver:
        handed = await acts.hand_over_a_heavy_one(connection)
        is_given_up.set()
        return handed

    assert peers.play(script, scenario, Timeouts(block=0.1)).letter.kind is OutcomeKind.UNCERTAIN


def test_a_server_that_takes_a_letter_slowly_gets_its_time(clock: MovableClock) -> None:
    """The limit is for each block, not for the letter: here it takes twice as long at least."""
    began, limit = clock.epoch(), Timeouts().block

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await talk.hear_slowly(len(acts.HEAVY), clock, timedelta(seconds=2))
        await talk.say(b"250 queued\r\n")
        while await talk.hear() != b"QUIT":
            pass
        await talk.say(b"221 bye\r\n")

    assert peers.play(script, acts.hand_over_a_heavy_one, clock=clock).letter.kind is OutcomeKind.ACCEPTED
    assert clock.epoch() - began > 2 * limit


def test_a_connection_that_was_lost_before_the_letter_leaves_it_unsent() -> None:
    """Not one byte of it was written."""
    is_ready = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await is_ready.wait()  # a reset overtakes what was not read yet
        talk.reset()

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        is_ready.set()
        await acts.until_lost(connection)
        return await connection.hand_over(LETTER)

    assert peers.play(script, scenario).letter == Outcome(OutcomeKind.UNSENT, SmtpStage.CONTENT)
