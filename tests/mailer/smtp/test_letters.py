"""Letters that may not leave as they are, and connections that are cleared or ended from our side."""

from __future__ import annotations

import asyncio

import pytest

from mailer import errors
from mailer.smtp import Connection, Envelope, HandedOver, Outcome, OutcomeKind
from mailer.verdicts import SmtpStage
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, READY, SECOND, Talk
from tests.mailer.smtp import acts


def test_a_letter_with_a_bare_line_end_never_leaves() -> None:
    """The connection is closed without a dot."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        assert await talk.hear_rest() == b""

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        return await connection.hand_over(b"Subject: x\r\n\r\n\n.\r\nMAIL FROM:<a@b.fr>\r\n")

    with pytest.raises(errors.UnsafeLetter):
        peers.play(script, scenario)


def test_a_dot_alone_in_a_letter_does_not_end_it() -> None:
    """It is doubled on the wire."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        assert await talk.hear_letter() == b"a: b\r\n\r\n..\r\n..x\r\n"
        await talk.say(b"250 queued\r\n")
        assert await talk.hear() == b"QUIT"

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        return await connection.hand_over(b"a: b\r\n\r\n.\r\n.x\r\n")

    assert peers.play(script, scenario).letter.kind is OutcomeKind.ACCEPTED


@pytest.mark.parametrize(
    ("offers", "envelope", "status"),
    [
        (("PIPELINING",), Envelope("r@lettre.example", "réseau@exemple.fr"), "5.6.7"),
        (("PIPELINING", "SIZE 100"), Envelope("r@lettre.example", "a@exemple.fr", size=101), "5.3.4"),
        (("PIPELINING",), Envelope("r@lettre.example", "a@exemple.fr> NOTIFY=NEVER"), "5.1.3"),
    ],
)
def test_our_guard_refuses_without_asking_the_server(offers: tuple[str, ...], envelope: Envelope, status: str) -> None:
    """The letter before goes on, the connection too."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk, offers)
        await talk.say(b"250 queued\r\n")
        assert await talk.hear() == b"QUIT"

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        return await connection.hand_over(LETTER, envelope)

    letter, following = peers.play(script, scenario)
    assert letter.kind is OutcomeKind.ACCEPTED
    assert following is not None
    assert following.reply is not None
    assert (following.kind, following.stage, following.reply.status) == (OutcomeKind.REFUSED, SmtpStage.GUARD, status)


def test_an_international_letter_goes_where_it_is_taken() -> None:
    """The envelope says so, and the letter may hold the address as it is."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        assert talk.heard[1].endswith(b" BODY=8BITMIME SMTPUTF8 RET=HDRS")
        await talk.say(READY)
        await talk.hear_letter()
        await talk.say(b"250 queued\r\n")
        await talk.hear()

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(Envelope("r@lettre.example", "réseau@exemple.fr"))
        return await connection.hand_over("To: réseau@exemple.fr\r\n\r\nx\r\n".encode())

    assert peers.play(script, scenario).letter.kind is OutcomeKind.ACCEPTED


def test_a_reset_that_is_not_answered_leaves_the_next_letter_unsent() -> None:
    """After a refused reader the server falls silent for good."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"250 Ok\r\n550 5.1.1 nobody\r\n503 no\r\n")
        await talk.hear(4)
        talk.reset()

    async def scenario(connection: Connection) -> Outcome | None:
        await connection.offer(FIRST)
        return await connection.offer(SECOND)

    assert peers.play(script, scenario) == Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)


def test_cancelling_ends_the_connection() -> None:
    """A reply that nobody waited for must not be taken for the next one's."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear_rest()

    async def scenario(connection: Connection) -> bool:
        await connection.offer(FIRST)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(connection.hand_over(LETTER), 0.05)
        return connection.is_usable

    assert not peers.play(script, scenario)
