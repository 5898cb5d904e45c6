"""The one question: it leaves through a real server, its link keeps, and nobody is erased without having been asked."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import re
from datetime import timedelta

import pytest

from campaigns.acting import ticking
from campaigns.acting.retention import daily, signs_of_life
from campaigns.acting.retention.signs_of_life import Standing
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import publications
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from lists.retention.inactivity import Lapsing
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock


@pytest.fixture
def seen(staged: Installation, clock: MovableClock) -> Installation:
    """Four readers who gave no sign for three years, and whom the officer could see for a fortnight."""
    clock.move(timedelta(days=3 * 366))
    ticking.tick(staged)
    clock.move(timedelta(days=13))
    ticking.tick(staged)
    clock.move(timedelta(days=1))
    return staged


def _pass(opened: Installation, clock: MovableClock, *spans: int) -> None:
    """Let so many days pass, with a tick after each of these spans."""
    for days in spans:
        clock.move(timedelta(days=days))
        ticking.tick(opened)


def _of(opened: Installation, address: str) -> Lapsing | None:
    return next((one for one in daily.everybody(opened) if one.address == address), None)


def _text(server: servers.Sink, address: str) -> str:
    read = email.message_from_bytes(server.letters[address], policy=email.policy.default)
    text = read.get_body(("plain",))
    assert text is not None
    return str(text.get_content())


def _token(server: servers.Sink, address: str) -> str:
    found = re.search(r"/l/k/([\w-]+)", _text(server, address))
    assert found is not None
    return found[1]


def test_each_is_asked_once(seen: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """When the officer had her time, and never again while it waits; it says what is known and until when."""
    assert server.received == {}
    assert daily.rehearse(seen).asked == 4
    ticking.tick(seen)
    _pass(seen, clock, 1, 19)

    assert server.received == dict.fromkeys(cast.EVERYBODY, 1)
    said = " ".join(_text(server, cast.ZOE).replace("\u00a0", " ").split())
    for words in ("depuis le 1er septembre 2009", "Ateliers Brumevent, zoe@brumevent.example", "31 octobre 2012"):
        assert words in said


def test_whoever_answers_stays_and_the_others_are_erased(
    seen: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """A month after the question."""
    ticking.tick(seen)
    _pass(seen, clock, 1)
    assert signs_of_life.answer(seen, _token(server, cast.ZOE)) is Standing.KEPT
    _pass(seen, clock, 28)
    assert objection_and_erasure.file_of(seen, cast.LOIC).contacts
    _pass(seen, clock, 1)

    assert objection_and_erasure.file_of(seen, cast.ZOE).contacts
    assert objection_and_erasure.file_of(seen, cast.LOIC).contacts == ()
    assert objection_and_erasure.file_of(seen, cast.LOIC).suppressions[0].reason == "erased"
    assert signs_of_life.look(seen, _token(server, cast.LOIC)) is Standing.GONE


def test_a_question_that_never_left_erases_nobody(
    seen: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """The server was away for two months; the question leaves when it is back, and has its own month."""
    away = dataclasses.replace(
        seen, settings=settings.load(data=seen.settings.data, smtp_url="smtp://127.0.0.1:9", smtp_connections=1)
    )
    ticking.tick(away)
    _pass(away, clock, 1, 2, 27, 30)
    assert objection_and_erasure.file_of(away, cast.ZOE).contacts
    assert server.received == {}

    _pass(seen, clock, 1, 1, 1, 1)
    assert server.received[cast.ZOE] == 1
    _pass(seen, clock, 22)
    assert objection_and_erasure.file_of(seen, cast.ZOE).contacts
    _pass(seen, clock, 10)
    assert objection_and_erasure.file_of(seen, cast.ZOE).contacts == ()


def test_an_address_that_does_not_exist_is_not_asked_for_ever(
    seen: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """The server's word is written down, and her time runs on."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 user unknown"]
    ticking.tick(seen)
    _pass(seen, clock, 1, 1)
    lapsing = _of(seen, cast.ZOE)

    assert lapsing is not None
    assert (lapsing.unasked, lapsing.erase_on is not None) == ("bounced", True)


@pytest.mark.parametrize("said", ["554 5.7.1 blocked using zen.spamhaus.org", "550 5.1.2 Host unknown"])
def test_a_refusal_that_is_not_hers_erases_nobody(
    seen: Installation, server: servers.Sink, clock: MovableClock, said: str
) -> None:
    """We are blocked, or her domain is gone for a day: she is asked when that is over, and has her month from there."""
    server.at_rcpt[cast.ZOE] = [said]
    ticking.tick(seen)
    _pass(seen, clock, 1, 1, 1)
    assert server.received[cast.ZOE] == 1

    _pass(seen, clock, 27)
    assert objection_and_erasure.file_of(seen, cast.ZOE).contacts


def test_whoever_objects_after_the_question_is_erased_all_the_same(
    seen: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Nothing holds her any more than before."""
    ticking.tick(seen)
    _pass(seen, clock, 1)
    objection_and_erasure.object_(seen, cast.MAITE, "test")
    _pass(seen, clock, 29)

    assert objection_and_erasure.file_of(seen, cast.MAITE).contacts == ()
    assert objection_and_erasure.file_of(seen, cast.MAITE).suppressions[0].reason == "objection"


def test_who_left_one_letter_is_asked_by_the_other(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """In its name alone; who receives both reads the names of both."""
    theirs = cast.second(staged)
    with staged.database.transaction() as session:
        for one in (cast.ZOE, cast.LOIC):
            cast.subscribe(session, staged, one, theirs)
        first = publications.everything(session)[0]
        suppressing.suppress(
            session, cast.key(staged, cast.ZOE), reason=SuppressionReason.UNSUBSCRIBED, since=staged.clock.now(),
            mailing_list_id=first.mailing_list_id, evidence="test",
        )  # fmt: skip
    _pass(staged, clock, 3 * 366, 13, 1, 1)

    assert [server.senders[one].partition("@")[2] for one in (cast.ZOE, cast.LOIC)] == [
        "reseau.example", "charte.example",
    ]  # fmt: skip
    assert "Les lettres que vous recevez" not in _text(server, cast.ZOE)
    said = " ".join(_text(server, cast.LOIC).replace("\u00a0", " ").split())
    assert (
        "Les lettres que vous recevez : « La Lettre de la diversité » (Charte de la diversité), "
        "« La Lettre du réseau » (Réseau des missions locales)." in said
    )
