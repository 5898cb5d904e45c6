"""The reply to the dot of a letter: late, half, shifted, garbage, or followed by a reset."""

from __future__ import annotations

import pytest

from mailer.smtp import Connection, HandedOver, Outcome, OutcomeKind
from mailer.verdicts import SmtpStage
from tests.mailer import peers
from tests.mailer.peers import READY, Talk
from tests.mailer.smtp import acts


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (b"451 4.3.0 later\r\n", OutcomeKind.DEFERRED),
        (b"554 5.7.1 spam\r\n", OutcomeKind.REFUSED),
        (b"421 4.3.0 full\r\n", OutcomeKind.DEFERRED),
    ],
)
def test_a_letter_is_deferred_or_refused_after_its_dot(reply: bytes, kind: OutcomeKind) -> None:
    """A negative reply to the dot is definite: the server did not take the letter."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.say(reply)
        await talk.hear_rest()

    assert peers.play(script, acts.hand_over_one).letter.kind is kind


@pytest.mark.parametrize("half", [b"", b"25", b"250", b"250-queued\r\n", b"250 queued as"])
def test_a_dot_without_a_whole_reply_is_uncertain(half: bytes) -> None:
    """Half a line, then a reset: nobody knows whether the letter was taken (RFC 1047)."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear(3)
        await talk.say(half)
        talk.reset()

    letter, following = peers.play(script, acts.hand_over_and_offer)
    assert letter == Outcome(OutcomeKind.UNCERTAIN, SmtpStage.CONTENT)
    assert following == Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)


def test_250_then_a_reset_is_accepted() -> None:
    """The reply was whole; what comes after it takes nothing back."""
    opened: list[Connection] = []

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n")
        await acts.until(lambda: opened[0]._dialogue._replies)  # a reset overtakes what was not read yet
        talk.reset()

    async def scenario(connection: Connection) -> tuple[HandedOver, bool]:
        opened.append(connection)
        return await acts.hand_over_and_offer(connection), connection.is_usable

    (letter, following), is_usable = peers.play(script, scenario)
    assert letter.kind is OutcomeKind.ACCEPTED
    assert following == Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)
    assert not is_usable


@pytest.mark.parametrize("garbage", [b"HTTP/1.1 200 OK\r\n", b"\r\n", b"250_\r\n", b"999 x\r\n", b"\x00" * 9000])
def test_garbage_in_place_of_the_reply_to_the_dot_is_uncertain(garbage: bytes) -> None:
    """Whoever says what is no reply is not believed again."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.say(garbage)
        await talk.hear_rest()

    assert peers.play(script, acts.hand_over_one).letter == Outcome(OutcomeKind.UNCERTAIN, SmtpStage.CONTENT)


def test_a_reply_too_many_before_that_of_the_dot_makes_the_letter_uncertain() -> None:
    """250 answers something else, 554 was meant: neither is believed."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.say(b"250 stray\r\n554 5.7.1 spam\r\n")
        await talk.hear_rest()

    assert peers.play(script, acts.hand_over_one).letter.kind is OutcomeKind.UNCERTAIN


def test_replies_shifted_by_one_are_noticed_at_data() -> None:
    """Only 354 may answer DATA: the 250 there shows that every reply answers the command before."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 stray\r\n554 5.7.1 spam\r\n250 Ok\r\n250 Ok\r\n354 Go on\r\n")
        assert await talk.hear_rest() == b""

    letter, following = peers.play(script, acts.hand_over_and_offer)
    assert letter.kind is OutcomeKind.UNCERTAIN
    assert following == Outcome(OutcomeKind.UNSENT, SmtpStage.MAIL)


def test_354_in_its_place_proves_the_replies_before_it() -> None:
    """A second 354 ends the connection, but the first letter was accepted."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.hear(3)
        await talk.say(b"250 queued\r\n" + READY + b"354 Go on\r\n")
        assert await talk.hear_rest() == b""

    letter, following = peers.play(script, acts.hand_over_and_offer)
    assert letter.kind is OutcomeKind.ACCEPTED
    assert following == Outcome(OutcomeKind.UNSENT, SmtpStage.DATA)


def test_354_twice_is_no_reply_to_the_dot() -> None:
    """The second one comes where the reply to the dot is awaited."""

    async def script(talk: Talk) -> None:
        await acts.accept_one(talk)
        await talk.say(b"354 Go on\r\n")
        assert await talk.hear_rest() == b""

    assert peers.play(script, acts.hand_over_one).letter.kind is OutcomeKind.UNCERTAIN
