"""The second server: used when the first cannot be, and the first again when it has come back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bench.isps import Bears
from campaigns.acting import sending
from campaigns.post import reports
from campaigns.post.engine import conversations
from campaigns.post.smtp_routes import Route
from mailer import errors as mailer_errors
from mailer import next_hops
from mailer.next_hops import Hop
from tests import servers
from tests.campaigns.post.conftest import Launch, states
from tests.clocks import MovableClock

READERS = [f"lecteur{number}@brumevent.example" for number in range(6)]
FIRST, SECOND = Hop("un.example", 25), Hop("deux.example", 25)
NOBODY = "smtp://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.01))


def away(host: str) -> mailer_errors.MailerError:
    """Return that a server is away."""
    return mailer_errors.HopUnreachable(host=host, reason="test")


def login(host: str) -> mailer_errors.MailerError:
    """Return that a server does not let us in."""
    return mailer_errors.AuthenticationRefused(host=host, reason="test")


def test_a_server_that_failed_is_behind_the_others_for_a_minute(clock: MovableClock) -> None:
    """Then it is the first again."""
    route = Route([FIRST, SECOND], clock)
    route.failed(FIRST, away("un.example"))
    assert route.order() == [SECOND, FIRST]

    clock.move(timedelta(seconds=60))
    assert route.order() == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(away, away, FIRST), (away, login, FIRST), (login, away, SECOND), (login, login, FIRST)],
)
def test_what_is_told_is_the_word_of_the_first(clock: MovableClock, first: object, second: object, told: Hop) -> None:
    """Unless only its login is refused: the other may come back without anybody's help."""
    route = Route([FIRST, SECOND], clock)
    for hop, problem in ((FIRST, first), (SECOND, second)):
        route.failed(hop, problem(hop.host))  # type: ignore[operator]

    assert route.problem is route.problems[told]


def test_the_first_server_that_can_be_used_is_opened(clock: MovableClock) -> None:
    """The others are remembered; where none can be used, the word of the first is told."""

    async def opened(*there: str) -> tuple[Route, Hop]:
        route = Route([next_hops.parse(url) for url in there], clock)
        hop, connection = await route.open()
        await connection.close()
        return route, hop

    with servers.running() as second:
        route, hop = asyncio.run(opened(NOBODY, second.url))
        assert (hop, list(route.problems)) == (next_hops.parse(second.url), [next_hops.parse(NOBODY)])
    with pytest.raises(mailer_errors.HopUnreachable, match="localhost"):
        asyncio.run(opened("smtp://localhost:1", NOBODY))


@pytest.mark.parametrize("fault", ["away", "login", "sender"])
def test_letters_leave_by_the_second_server(launch: Launch, fault: str) -> None:
    """Whether the first does not answer, does not let us in, or does not like our sender; it is told once a day."""
    with servers.running() as refusing, servers.running() as second:
        refusing.at_mail = "550 5.7.1 Sender refused" if fault == "sender" else ""
        login_url = refusing.url.replace("//", "//relais:secret@")
        first = {"away": NOBODY, "login": login_url, "sender": refusing.url}[fault]
        opened = launch(READERS, first, smtp_fallback_url=second.url, smtp_connections=2)
        told = sending.send(opened, 1)

    assert "second serveur" in told
    assert "secret" not in told
    assert set(second.received.values()) == {1}
    assert states(opened) == {"accepted": 6}


def test_when_both_are_away_the_first_one_is_told(launch: Launch) -> None:
    """And every letter is planned again."""
    opened = launch(READERS, "smtp://localhost:1", smtp_fallback_url=NOBODY)
    with pytest.raises(mailer_errors.HopUnreachable, match="localhost"):
        sending.send(opened, 1)

    assert states(opened) == {"planned": 6}


def test_a_login_that_no_server_takes_pauses_the_campaign(launch: Launch) -> None:
    """That needs a person, who reads which server it is."""
    with servers.running() as one, servers.running() as two:
        urls = [sink.url.replace("//", "//relais:secret@") for sink in (one, two)]
        opened = launch(READERS, urls[0], smtp_fallback_url=urls[1])
        with pytest.raises(mailer_errors.AuthenticationRefused):
            sending.send(opened, 1)

    with opened.database.reading() as session:
        found = reports.get(session, 1)
    assert found.state == "paused"
    assert "refuse l’identifiant ou le mot de passe" in found.state_reason
    assert "secret" not in found.state_reason


def test_a_server_that_ends_connections_now_and_then_is_not_avoided(launch: Launch) -> None:
    """Many do after some letters: the second is for faults."""
    with servers.french({"brumevent.example": Bears(letters=2)}) as (isps, url), servers.running() as second:
        opened = launch(READERS, url, smtp_fallback_url=second.url, smtp_connections=1)
        told = sending.send(opened, 1)

    assert told == ""
    assert not second.received
    assert set(isps.received.values()) == {1}
    assert states(opened) == {"accepted": 6}
