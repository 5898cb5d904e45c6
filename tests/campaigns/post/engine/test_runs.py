"""Sending through a real SMTP dialogue: everybody once, what the server says is kept, nothing is lost."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching, sending
from campaigns.post import ledger, reports
from campaigns.post.reports import Report
from lists import addresses
from lists.permission import suppressing
from mailer import errors as mailer_errors
from runtime import errors as runtime_errors
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects


def report(opened: Installation) -> Report:
    """Return what became of the campaign."""
    with opened.database.reading() as session:
        return reports.report(session, 1)


def states(opened: Installation) -> dict[str, int]:
    """Return the states that hold a row."""
    return {state.value: many for state, many in report(opened).counts.items() if many}


def test_everybody_receives_one_letter(ready: Installation, server: servers.Sink) -> None:
    """And the ledger says so."""
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)
    assert states(ready) == {"accepted": 4}
    assert report(ready).campaign.state == "finished"


def test_sending_again_sends_nothing(ready: Installation, server: servers.Sink) -> None:
    """A campaign that is finished stays finished."""
    sending.send(ready, 1)
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)


def test_a_letter_is_a_message_without_defect(ready: Installation, server: servers.Sink) -> None:
    """Parsed by Python's own reader: two parts, one of each header, the reader's name in both."""
    sending.send(ready, 1)
    message = email.message_from_bytes(server.letters[cast.ZOE], policy=email.policy.default)

    assert message.defects == []
    assert max(Counter(name.lower() for name in message).values()) == 1
    assert all("Zoe" in part.get_content() for part in message.walk() if not part.is_multipart())


def test_the_letter_lets_its_reader_leave_with_one_click(ready: Installation, server: servers.Sink) -> None:
    """RFC 8058: both headers, and an address of this installation."""
    sending.send(ready, 1)
    message = email.message_from_bytes(server.letters[cast.ZOE], policy=email.policy.default)

    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/l/u/")


def test_every_letter_has_an_envelope_sender_of_its_own(ready: Installation, server: servers.Sink) -> None:
    """Who bounced never depends on parsing."""
    sending.send(ready, 1)

    assert len(set(server.senders.values())) == 4


def test_an_unknown_address_is_refused_and_never_written_to_again(ready: Installation, server: servers.Sink) -> None:
    """A hard refusal at RCPT feeds the suppression."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 User unknown"]
    sending.send(ready, 1)
    key = suppressing.address_key(ready.keyring, addresses.parse(cast.ZOE))

    assert states(ready) == {"accepted": 3, "refused": 1}
    with ready.database.reading() as session:
        assert suppressing.is_suppressed(session, key, None)


def test_a_full_mailbox_is_refused_without_suppression(ready: Installation, server: servers.Sink) -> None:
    """Full is not unknown."""
    server.at_rcpt[cast.ZOE] = ["552 5.2.2 Mailbox full"]
    sending.send(ready, 1)
    key = suppressing.address_key(ready.keyring, addresses.parse(cast.ZOE))

    with ready.database.reading() as session:
        assert not suppressing.is_suppressed(session, key, None)


def test_a_deferred_letter_is_tried_again_when_it_is_due(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Not before, and it arrives once."""
    server.at_rcpt[cast.ZOE] = ["451 4.7.1 Try again later"]
    sending.send(ready, 1)
    sending.send(ready, 1)
    assert states(ready) == {"accepted": 3, "deferred": 1}

    clock.move(timedelta(minutes=10))
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)
    assert states(ready) == {"accepted": 4}


def test_what_is_still_deferred_when_the_campaign_expires_has_expired(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """The sum still holds."""
    server.at_rcpt[cast.ZOE] = ["451 4.7.1 Try again later"]
    sending.send(ready, 1)
    clock.move(timedelta(hours=49))
    sending.send(ready, 1)

    assert states(ready) == {"accepted": 3, "expired": 1}
    assert report(ready).campaign.state == "finished"


def test_a_campaign_in_its_grace_period_does_not_leave(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Ten minutes in which Cancel still works for everybody."""
    again = {"already_launched": "un second envoi est voulu"}
    launching.launch(ready, launching.Order(1, overrides=again), "test")
    sending.send(ready, 2)
    assert not server.received

    clock.move(timedelta(minutes=11))
    sending.send(ready, 2)

    assert server.received == Counter(cast.EVERYBODY)


def test_a_server_that_is_not_there_is_said_and_costs_nothing(ready: Installation) -> None:
    """Every row is planned again."""
    away = settings.load(data=ready.settings.data, smtp_url="smtp://127.0.0.1:1")
    with pytest.raises(mailer_errors.HopUnreachable):
        sending.send(Installation(away, ready.database, ready.keyring, ready.clock), 1)

    assert states(ready) == {"planned": 4}


def test_without_a_server_nothing_is_sent(opened: Installation, tmp_path: Path) -> None:
    """The sentence says which setting is missing."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with pytest.raises(errors.NothingToSendWith, match="RELAIS_SMTP_URL"):
        sending.send(opened, 1)


def test_a_database_that_hands_no_letters_out_ends_the_sending(
    ready: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody goes round in circles for a batch that never comes."""

    def refuse(*_given: object, **_named: object) -> None:
        raise runtime_errors.DatabaseUnreachable(url="postgresql://base", reason="gone")

    monkeypatch.setattr(ledger, "claim", refuse)
    with pytest.raises(runtime_errors.DatabaseUnreachable):
        sending.send(ready, 1)

    assert states(ready) == {"planned": 4}
