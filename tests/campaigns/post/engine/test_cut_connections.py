"""Readers at whose names the server ends the connection: they wait alone, and everybody else has their letter."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlmodel import select

from campaigns.acting import sending
from campaigns.post.engine import conversations
from campaigns.post.models import Delivery
from campaigns.post.states import DeliveryState
from mailer import errors as mailer_errors
from runtime.installation import Installation
from tests import servers
from tests.campaigns.post.conftest import Launch, states
from tests.clocks import MovableClock

READERS = [f"lecteur{number}@brumevent.example" for number in range(60)]
#: More of them, and at the head of the list, than all connections of a sending ever give up at.
CURSED = READERS[:20]
WELL = set(READERS) - set(CURSED)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.01))
    monkeypatch.setattr("campaigns.post.engine.lanes._PATIENT", 0)


def send_for(opened: Installation, clock: MovableClock, runs: int) -> None:
    """Send as `relais tick` does, once a minute; a problem is told, and the next run goes on."""
    for _run in range(runs):
        with suppress(mailer_errors.HopUnreachable):
            sending.send(opened, 1)
        clock.move(timedelta(minutes=1))


@pytest.mark.parametrize("how", ["reset", "close", "flood"])
@pytest.mark.parametrize("where", ["rcpt", "data"])
@pytest.mark.parametrize("pipelining", [True, False])
def test_everybody_else_has_their_letter(
    launch: Launch, clock: MovableClock, how: str, where: str, *, pipelining: bool
) -> None:
    """However many there are: each costs a connection or two, and none of the others is uncertain or twice written."""
    with servers.rude(CURSED, where, how, pipelining=pipelining) as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        send_for(opened, clock, 5)

    assert set(rude.received) == WELL
    assert set(rude.received.values()) == {1}
    assert states(opened) == {"accepted": 40, "deferred": 20}


@pytest.mark.parametrize("where", ["letter", "dot"])
def test_a_connection_that_ends_in_the_letter_leaves_that_one_uncertain(
    launch: Launch, clock: MovableClock, where: str
) -> None:
    """Nobody knows whether it left (RFC 1047); that is one reader's uncertainty and nobody's delay."""
    with servers.rude(READERS[::6], where) as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        send_for(opened, clock, 2)

    assert states(opened) == {"accepted": 50, "uncertain": 10}
    assert set(rude.received.values()) == {1}


def test_such_a_reader_is_tried_again_later_and_later(launch: Launch, clock: MovableClock) -> None:
    """Each time alone, by the intervals of letters that a server defers; and no run calls the server broken."""
    with servers.rude(CURSED, "rcpt") as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        send_for(opened, clock, 5)
        before = rude.ended
        clock.move(timedelta(minutes=35))
        sending.send(opened, 1)
        clock.move(timedelta(minutes=35))
        sending.send(opened, 1)

    assert rude.ended == before + 20


def test_such_a_reader_has_their_letter_once_the_server_thinks_better_of_it(
    launch: Launch, clock: MovableClock
) -> None:
    """The cure of the server is all it takes."""
    with servers.rude(list(CURSED), "rcpt") as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        send_for(opened, clock, 5)
        rude.names = []
        clock.move(timedelta(hours=1))
        sending.send(opened, 1)

    assert states(opened) == {"accepted": 60}
    assert set(rude.received.values()) == {1}


def test_what_never_gets_through_expires_with_its_reason(launch: Launch, clock: MovableClock) -> None:
    """The sum still holds, and the ledger says what was in the way."""
    with servers.rude(CURSED, "rcpt") as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        send_for(opened, clock, 5)
        clock.move(timedelta(hours=50))
        sending.send(opened, 1)

    assert states(opened) == {"accepted": 40, "expired": 20}
    with opened.database.reading() as session:
        reasons = session.exec(select(Delivery.reason).where(Delivery.state == DeliveryState.EXPIRED.value)).all()
    assert reasons == ["cutoff"] * 20


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_server_that_ends_every_connection_blames_nobody(
    launch: Launch, clock: MovableClock, *, pipelining: bool
) -> None:
    """It is the server: said as such, after some tries, and as soon as it is well again everybody has their letter."""
    with servers.rude(READERS, "rcpt", pipelining=pipelining) as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        for _run in range(3):
            with pytest.raises(mailer_errors.HopUnreachable, match="coupe la connexion"):
                sending.send(opened, 1)
        assert states(opened) == {"planned": 60}
        assert rude.ended <= 3 * 2 * 3

        rude.names = []
        sending.send(opened, 1)

    assert states(opened) == {"accepted": 60}


def test_a_server_that_breaks_down_on_the_way_blames_nobody(launch: Launch) -> None:
    """What it took before does not make its readers' fault of what comes after."""
    with servers.rude(READERS[10:], "rcpt") as rude:
        opened = launch(READERS, rude.url, smtp_connections=2)
        with pytest.raises(mailer_errors.HopUnreachable, match="coupe la connexion"):
            sending.send(opened, 1)
        assert set(states(opened)) == {"accepted", "planned"}

        rude.names = []
        sending.send(opened, 1)

    assert states(opened) == {"accepted": 60}


def test_a_known_provider_s_421_at_one_name_lets_its_other_readers_go_first(
    launch: Launch, server: servers.Sink, clock: MovableClock
) -> None:
    """The provider rests, and after its rest that reader is not the first one again."""
    readers = [f"lecteur{number}@orange.fr" for number in range(10)]
    server.at_rcpt[readers[0]] = ["421 4.3.2 system not accepting"] * 50
    opened = launch(readers, server.url, smtp_connections=1)
    for _run in range(3):
        sending.send(opened, 1)
        clock.move(timedelta(minutes=20))

    assert set(server.received) == set(readers[1:])
