"""A letter that no server would take from us: the campaign pauses and asks, and no reader is refused for it."""

from __future__ import annotations

import pytest

from campaigns.acting import sending, steering
from campaigns.post import reports
from campaigns.post.engine.circuit_breaker import Breaker
from campaigns.post.ledger import Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from mailer.verdicts import Reason
from runtime.installation import Installation
from tests import servers
from tests.campaigns.post.conftest import Launch, states

READERS = [f"lecteur{number}@brumevent.example" for number in range(30)]


def campaign(opened: Installation) -> Campaign:
    """Return the campaign as it stands."""
    with opened.database.reading() as session:
        return reports.get(session, 1)


def test_a_server_that_announces_a_smaller_size_refuses_nobody(launch: Launch) -> None:
    """Our letter's size is our matter; the sentence says both sizes."""
    with servers.running(largest=10) as sink:
        opened = launch(READERS, sink.url)
        sending.send(opened, 1)

    assert states(opened) == {"planned": 30}
    assert campaign(opened).state == "paused"
    assert "le serveur d’envoi en accepte 10" in campaign(opened).state_reason
    assert "@" not in campaign(opened).state_reason


@pytest.mark.parametrize(
    ("at_mail", "at_dot", "words"),
    [
        ("552 5.3.4 Message size exceeds fixed limit", [], "trop grosse"),
        ("", ["552 5.3.4 Message too big for system"], "trop grosse"),
        ("", ["554 5.6.1 Media not supported"], "contenu"),
        ("", ["554 5.6.3 Conversion required but not supported"], "contenu"),
        ("", ["550 5.7.1 This message looks like spam"], "contenu"),
    ],
)
def test_what_is_said_of_the_letter_is_no_reader_s_refusal(
    launch: Launch, server: servers.Sink, at_mail: str, at_dot: list[str], words: str
) -> None:
    """Neither before a reader is named, nor at the dot as long as nobody has taken this letter."""
    server.at_mail, server.at_dot = at_mail, at_dot * 30
    opened = launch(READERS, server.url)
    sending.send(opened, 1)

    assert states(opened) == {"planned": 30}
    assert (campaign(opened).state, words in campaign(opened).state_reason) == ("paused", True)


def test_a_picky_receiver_does_not_stop_a_letter_that_others_have(launch: Launch, server: servers.Sink) -> None:
    """After a first pause a person goes on, and that reader comes last: everybody has the letter."""
    server.at_dot = ["554 5.6.1 Media not supported"]
    opened = launch(READERS, server.url, smtp_connections=1)
    sending.send(opened, 1)
    assert campaign(opened).state == "paused"
    steering.resume(opened, 1, "test")
    sending.send(opened, 1)
    assert states(opened) == {"accepted": 30}


def test_once_somebody_has_it_a_refusal_of_content_is_that_reader_s(launch: Launch, server: servers.Sink) -> None:
    """It is the rule of one receiver; the others go on."""
    opened = launch(READERS, server.url, smtp_connections=1)
    server.at_dot = ["250 2.0.0 Ok", "554 5.6.1 Media not supported"]
    sending.send(opened, 1)

    assert states(opened) == {"accepted": 29, "refused": 1}


def test_many_of_the_same_in_a_row_are_no_chance() -> None:
    """However few letters there were; one that is accepted between them makes it one receiver's matter again."""
    breaker = Breaker()
    for number in range(9):
        breaker.note(Settlement(number, 1, DeliveryState.REFUSED, reason=Reason.PROTOCOL.value))
    breaker.note(Settlement(9, 1, DeliveryState.ACCEPTED))
    for number in range(10):
        assert not breaker.reason
        breaker.note(Settlement(number, 1, DeliveryState.REFUSED, reason=Reason.PROTOCOL.value))

    assert breaker.reason.startswith("10 lettres de suite")
