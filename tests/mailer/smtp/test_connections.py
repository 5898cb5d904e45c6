"""One connection against a peer that is honest, odd, wrong or hostile."""

from __future__ import annotations

import asyncio

import pytest

from mailer import errors
from mailer.smtp import Connection, Envelope, HandedOver, Kind, Outcome, Timeouts
from mailer.verdicts import Stage
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, READY, SECOND, Talk

HEAVY = LETTER + (b"x" * 78 + b"\r\n") * 250_000


async def offer(connection: Connection) -> Outcome | None:
    return await connection.offer(FIRST)


async def hand_over_two(connection: Connection) -> tuple[HandedOver, HandedOver]:
    assert await connection.offer(FIRST) is None
    first = await connection.hand_over(LETTER, SECOND)
    return first, await connection.hand_over(LETTER)


async def hand_over_one(connection: Connection) -> HandedOver:
    assert await connection.offer(FIRST) is None
    return await connection.hand_over(LETTER)


async def hand_over_and_offer(connection: Connection) -> HandedOver:
    assert await connection.offer(FIRST) is None
    return await connection.hand_over(LETTER, SECOND)


async def accept_one(talk: Talk, offers: tuple[str, ...] = peers.USUAL) -> None:
    """Play honestly until the dot of the first letter is there, and what follows it in the same write."""
    await talk.greet(offers)
    await talk.hear(3)
    await talk.say(READY)
    await talk.hear_letter()


def test_two_letters_are_accepted() -> None:
    """The content of the first and the envelope of the second come before any reply."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        assert (await talk.hear(3)) == b"DATA"
        await talk.say(b"250 2.0.0 queued as 1\r\n" + READY)
        assert await talk.hear_letter() == LETTER
        await talk.say(b"250 2.0.0 queued as 2\r\n")
        assert await talk.hear() == b"QUIT"
        await talk.say(b"221 bye\r\n")

    first, second = peers.play(script, hand_over_two)
    assert first.letter.kind is second.letter.kind is Kind.ACCEPTED
    assert str(second.letter.reply) == "250 2.0.0 queued as 2"


def test_nothing_of_a_letter_leaves_before_it_is_handed_over() -> None:
    """The intent is recorded between the two: closing there sends neither content nor dot."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        assert await talk.hear_rest() == b""

    assert peers.play(script, offer) is None


def test_replies_split_at_every_byte_are_understood() -> None:
    """A packet may end anywhere."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say_byte_by_byte(b"250-2.1.0 Ok\r\n250 2.1.0 really\r\n250 Ok\r\n354-Go\r\n354 on\r\n")
        await talk.hear_letter()
        await talk.say_byte_by_byte(b"250-2.0.0 thank you\r\n250 2.0.0 queued\r\n")

    letter, _none = peers.play(script, hand_over_one)
    assert letter.kind is Kind.ACCEPTED
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

    first, second = peers.play(script, hand_over_two)
    assert first.letter.kind is second.letter.kind is Kind.ACCEPTED


@pytest.mark.parametrize(
    ("reply", "kind"), [(b"450 4.2.0 later\r\n", Kind.DEFERRED), (b"550 5.1.1 nobody\r\n", Kind.REFUSED)]
)
def test_a_reader_who_is_refused_leaves_the_connection_usable(reply: bytes, kind: Kind) -> None:
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
    assert (refused.kind, refused.stage, second) == (kind, Stage.RCPT, None)


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

    outcome = peers.play(script, offer)
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

    outcome = peers.play(script, offer)
    assert outcome is not None
    assert (outcome.kind, outcome.stage) == (Kind.REFUSED, Stage.MAIL)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (b"451 4.3.0 later\r\n", Kind.DEFERRED),
        (b"554 5.7.1 spam\r\n", Kind.REFUSED),
        (b"421 4.3.0 full\r\n", Kind.DEFERRED),
    ],
)
def test_a_letter_is_deferred_or_refused_after_its_dot(reply: bytes, kind: Kind) -> None:
    """A negative reply to the dot is definite: the server did not take the letter."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.say(reply)
        await talk.hear_rest()

    assert peers.play(script, hand_over_one).letter.kind is kind


@pytest.mark.parametrize("half", [b"", b"25", b"250", b"250-queued\r\n", b"250 queued as"])
def test_a_dot_without_a_whole_reply_is_uncertain(half: bytes) -> None:
    """Half a line, then a reset: nobody knows whether the letter was taken (RFC 1047)."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear(3)
        await talk.say(half)
        talk.reset()

    letter, following = peers.play(script, hand_over_and_offer)
    assert letter == Outcome(Kind.UNCERTAIN, Stage.CONTENT)
    assert following == Outcome(Kind.UNSENT, Stage.MAIL)


def test_250_then_a_reset_is_accepted() -> None:
    """The reply was whole; what comes after it takes nothing back."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n")
        await asyncio.sleep(0.02)  # a reset overtakes what was not read yet
        talk.reset()

    async def scenario(connection: Connection) -> tuple[HandedOver, bool]:
        return await hand_over_and_offer(connection), connection.is_usable

    (letter, following), is_usable = peers.play(script, scenario)
    assert letter.kind is Kind.ACCEPTED
    assert following == Outcome(Kind.UNSENT, Stage.MAIL)
    assert not is_usable


@pytest.mark.parametrize("garbage", [b"HTTP/1.1 200 OK\r\n", b"\r\n", b"250_\r\n", b"999 x\r\n", b"\x00" * 9000])
def test_garbage_in_place_of_the_reply_to_the_dot_is_uncertain(garbage: bytes) -> None:
    """Whoever says what is no reply is not believed again."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.say(garbage)
        await talk.hear_rest()

    assert peers.play(script, hand_over_one).letter == Outcome(Kind.UNCERTAIN, Stage.CONTENT)


def test_a_reply_too_many_before_that_of_the_dot_makes_the_letter_uncertain() -> None:
    """250 answers something else, 554 was meant: neither is believed."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.say(b"250 stray\r\n554 5.7.1 spam\r\n")
        await talk.hear_rest()

    assert peers.play(script, hand_over_one).letter.kind is Kind.UNCERTAIN


def test_replies_shifted_by_one_are_noticed_at_data() -> None:
    """Only 354 may answer DATA: the 250 there shows that every reply answers the command before."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 stray\r\n554 5.7.1 spam\r\n250 Ok\r\n250 Ok\r\n354 Go on\r\n")
        assert await talk.hear_rest() == b""

    letter, following = peers.play(script, hand_over_and_offer)
    assert letter.kind is Kind.UNCERTAIN
    assert following == Outcome(Kind.UNSENT, Stage.MAIL)


def test_354_in_its_place_proves_the_replies_before_it() -> None:
    """A second 354 ends the connection, but the first letter was accepted."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n" + READY + b"354 Go on\r\n")
        assert await talk.hear_rest() == b""

    letter, following = peers.play(script, hand_over_and_offer)
    assert letter.kind is Kind.ACCEPTED
    assert following == Outcome(Kind.UNSENT, Stage.DATA)


def test_354_twice_is_no_reply_to_the_dot() -> None:
    """The second one comes where the reply to the dot is awaited."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.say(b"354 Go on\r\n")
        assert await talk.hear_rest() == b""

    assert peers.play(script, hand_over_one).letter.kind is Kind.UNCERTAIN


def test_what_a_server_says_unasked_ends_the_connection_before_the_letter() -> None:
    """Between the offer and the letter a stray reply comes: nothing was written, so trying again is free."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await asyncio.sleep(0.02)  # in a packet of its own
        await talk.say(b"250 for somebody else\r\n")
        assert await talk.hear_rest() == b""

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        await asyncio.sleep(0.1)  # the server goes on in the meantime
        return await connection.hand_over(LETTER, SECOND)

    letter, following = peers.play(script, scenario)
    assert (letter, following) == (Outcome(Kind.UNSENT, Stage.CONTENT), Outcome(Kind.UNSENT, Stage.MAIL))


@pytest.mark.parametrize("before", [b"", b"250 Ok\r\n", b"250 Ok\r\n250 Ok\r\n"])
def test_421_before_the_dot_leaves_the_letter_unsent(before: bytes) -> None:
    """It is about the connection: the letter may go by another one at once."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(before + b"421 4.7.0 too many letters on this connection\r\n")
        await talk.hear_rest()

    outcome = peers.play(script, offer)
    assert outcome is not None
    assert outcome.kind is Kind.UNSENT
    assert outcome.reply is not None


def test_421_behind_an_accepted_letter_takes_nothing_back() -> None:
    """Many servers say it after so many letters a connection."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n421 4.7.0 enough\r\n")
        await talk.hear_rest()

    letter, following = peers.play(script, hand_over_and_offer)
    assert letter.kind is Kind.ACCEPTED
    assert following is not None
    assert following.kind is Kind.UNSENT


@pytest.mark.parametrize("said", [0, 1, 2])
def test_a_silent_server_before_the_dot_leaves_the_letter_unsent(said: int) -> None:
    """MAIL, RCPT and DATA have a time-out each."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(b"250 Ok\r\n" * said)
        await talk.hear_rest()

    assert peers.play(script, offer, peers.QUICK) == Outcome(Kind.UNSENT, list(Stage)[1 + said])


def test_a_silent_server_after_the_dot_leaves_the_letter_uncertain() -> None:
    """It may have taken the letter."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear_rest()

    assert peers.play(script, hand_over_one, peers.QUICK).letter == Outcome(Kind.UNCERTAIN, Stage.CONTENT)


async def hand_over_a_heavy_one(connection: Connection) -> HandedOver:
    """More than every buffer on the way can hold."""
    await connection.offer(FIRST)
    return await connection.hand_over(HEAVY)


def test_a_server_that_takes_no_byte_is_left() -> None:
    """Nobody reads."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await asyncio.sleep(0.6)

    assert peers.play(script, hand_over_a_heavy_one, peers.QUICK).letter.kind is Kind.UNCERTAIN


def test_a_server_that_takes_a_letter_slowly_gets_its_time() -> None:
    """The limit is for each block, not for the letter: here it takes several times as long."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await talk.hear_slowly(len(HEAVY), 0.01)
        await talk.say(b"250 queued\r\n")
        await talk.hear_rest()

    timeouts = Timeouts(block=0.1, quit=0.1)
    assert peers.play(script, hand_over_a_heavy_one, timeouts).letter.kind is Kind.ACCEPTED


def test_a_connection_that_was_lost_before_the_letter_leaves_it_unsent() -> None:
    """Not one byte of it was written."""

    async def script(talk: Talk) -> None:
        await talk.greet()
        await talk.hear(3)
        await talk.say(READY)
        await asyncio.sleep(0.02)  # a reset overtakes what was not read yet
        talk.reset()

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        await asyncio.sleep(0.1)  # the server goes on in the meantime
        return await connection.hand_over(LETTER)

    assert peers.play(script, scenario).letter == Outcome(Kind.UNSENT, Stage.CONTENT)


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

    assert peers.play(script, scenario).letter.kind is Kind.ACCEPTED


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
        await accept_one(talk, offers)
        await talk.say(b"250 queued\r\n")
        assert await talk.hear() == b"QUIT"

    async def scenario(connection: Connection) -> HandedOver:
        await connection.offer(FIRST)
        return await connection.hand_over(LETTER, envelope)

    letter, following = peers.play(script, scenario)
    assert letter.kind is Kind.ACCEPTED
    assert following is not None
    assert following.reply is not None
    assert (following.kind, following.stage, following.reply.status) == (Kind.REFUSED, Stage.GUARD, status)


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

    assert peers.play(script, scenario).letter.kind is Kind.ACCEPTED


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

    assert peers.play(script, scenario) == Outcome(Kind.UNSENT, Stage.MAIL)


def test_cancelling_ends_the_connection() -> None:
    """A reply that nobody waited for must not be taken for the next one's."""

    async def script(talk: Talk) -> None:
        await accept_one(talk)
        await talk.hear_rest()

    async def scenario(connection: Connection) -> bool:
        await connection.offer(FIRST)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(connection.hand_over(LETTER), 0.05)
        return connection.is_usable

    assert not peers.play(script, scenario)
