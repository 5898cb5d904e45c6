"""One connection against a peer that is honest or odd: every letter is offered, handed over, and answered."""

from __future__ import annotations

import pytest

from mailer.smtp import Connection, Outcome, OutcomeKind
from mailer.verdicts import SmtpStage
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, READY, SECOND, Talk
from tests.mailer.smtp import acts


def test_two_letters_are_accepted() -> None:
    """The content of the first and the envelope of the second come before any reply."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        assert (await talk.hear(3)) == b"DATA"
        await talk.say(b"250 2.0.0 queued as 1\r\n" + READY)
        assert await talk.hear_letter() == LETTER
        await talk.say(b"250 2.0.0 queued as 2\r\n")
        assert await talk.hear() == b"QUIT"
        await talk.say(b"221 bye\r\n")

    first, second = peers.play(script, acts.hand_over_two)
    assert first.letter.kind is second.letter.kind is OutcomeKind.ACCEPTED
    assert str(second.letter.reply) == "250 2.0.0 queued as 2"


def test_nothing_of_a_letter_leaves_before_it_is_handed_over() -> None:
    """The intent is recorded between the two: closing there sends neither content nor dot."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        assert await talk.hear_rest() == b""

    assert peers.play(script, acts.offer) is None


def test_replies_split_at_every_byte_are_understood() -> None:
    """A packet may end anywhere."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say_byte_by_byte(b"250-2.1.0 Ok\r\n250 2.1.0 really\r\n250 Ok\r\n354-Go\r\n354 on\r\n")
        await talk.hear_letter()
        await talk.say_byte_by_byte(b"250-2.0.0 thank you\r\n250 2.0.0 queued\r\n")

    letter, _none = peers.play(script, acts.hand_over_one)
    assert letter.kind is OutcomeKind.ACCEPTED
    assert letter.reply is not None
    assert letter.reply.lines == ("2.0.0 thank you", "2.0.0 queued")


def test_a_server_without_pipelining_gets_one_command_at_a_time() -> None:
    """Each command waits for the reply to the one before."""

    async def one(talk: Talk) -> None:
        for reply in (b"250 Ok\r\n", b"250 Ok\r\n", b"354 Go on\r\n"):
            await talk.hear()
            await talk.say(reply)
        await talk.hear_letter()

    async def script(talk: Talk) -> None:
        await talk.greet(("SIZE",))
        await one(talk)
        await talk.say(b"250 queued\r\n")
        await one(talk)
        await talk.say(b"250 queued\r\n")
        assert talk.heard[1] == b"MAIL FROM:<retour+1@lettre.example>"

    first, second = peers.play(script, acts.hand_over_two)
    assert first.letter.kind is second.letter.kind is OutcomeKind.ACCEPTED


@pytest.mark.parametrize(
    ("reply", "kind"), [(b"450 4.2.0 later\r\n", OutcomeKind.DEFERRED), (b"550 5.1.1 nobody\r\n", OutcomeKind.REFUSED)]
)
def test_a_reader_who_is_refused_leaves_the_connection_usable(reply: bytes, kind: OutcomeKind) -> None:
    """RSET goes with the next envelope, without a round trip of its own."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"250 Ok\r\n" + reply + b"554 no valid recipients\r\n")
        await talk.hear(4)
        assert talk.heard[-4] == b"RSET"
        await talk.say(b"250 Ok\r\n" + READY)

    async def scenario(connection: Connection) -> tuple[Outcome | None, Outcome | None]:
        return await connection.offer(FIRST), await connection.offer(SECOND)

    refused, second = peers.play(script, scenario)
    assert refused is not None
    assert (refused.kind, refused.stage, second) == (kind, SmtpStage.RCPT, None)


def test_354_after_a_refused_reader_is_answered_with_a_lone_dot() -> None:
    """RFC 2920 3.1: no content goes to a server that has no recipient for it."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"250 Ok\r\n550 5.1.1 nobody\r\n354 Go on\r\n")
        assert await talk.hear() == b"."
        await talk.say(b"554 5.5.1 no valid recipients\r\n")
        assert await talk.hear() == b"QUIT"
        await talk.say(b"221 bye\r\n")

    outcome = peers.play(script, acts.offer)
    assert outcome is not None
    assert outcome.verdict is not None
    assert outcome.verdict.hard


def test_354_after_a_refused_sender_ends_the_connection() -> None:
    """A lone dot there might send an empty letter to a reader who was accepted."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"550 5.7.1 not you\r\n250 Ok\r\n354 Go on\r\n")
        assert await talk.hear_rest() == b""

    outcome = peers.play(script, acts.offer)
    assert outcome is not None
    assert (outcome.kind, outcome.stage) == (OutcomeKind.REFUSED, SmtpStage.MAIL)
