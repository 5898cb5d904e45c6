"""What stops a service message, how long it waits, and what is left of it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns import errors
from campaigns.acting import ticking
from campaigns.checking import examining
from campaigns.checking.examining import Result, Status, outbox
from campaigns.editorial import publications
from campaigns.post import forgetting, notices, pending
from campaigns.post.models import PendingLetter
from campaigns.post.notices import ServiceMessage
from campaigns.post.states import State
from lists import addresses, suppressing
from lists.kinds import Reason
from runtime.installation import Installation
from templates import notices as kinds
from templates import samples
from templates.notices import Confirmation, Notice, Occasion, Reminder
from tests import cast, servers
from tests.campaigns.post import messages
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects


def test_without_a_server_or_a_sender_messages_wait_and_the_doctor_says_so(
    opened: Installation, server: servers.Sink
) -> None:
    """A fresh installation answers once somebody has said who writes."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    messages.queue(opened)
    assert ticking.tick(messages.with_server(opened, None)).did == []
    assert ticking.tick(messages.with_server(opened, server.url)).did == []
    without_server, without_sender = (look(messages.with_server(opened, url)) for url in (None, server.url))
    with opened.database.transaction() as session:
        cast.publish(session)
    done = ticking.tick(messages.with_server(opened, server.url))

    assert [one.status for one in (without_server, without_sender)] == [Status.FAILED] * 2
    assert "RELAIS_SMTP_URL" in without_server.detail
    assert without_sender.remedy is errors.SenderMissing
    assert done.did == ["messages.accepted:1"]
    assert look(opened).status is Status.OK
    assert outbox.messages in examining.EXAMINATIONS


def look(opened: Installation) -> Result:
    """Return what the doctor says of the outbox."""
    (result,) = outbox.messages(opened)
    return result


def test_one_that_waits_for_half_an_hour_is_told(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Something puts it off."""
    server.at_rcpt[cast.ZOE] = ["451 4.3.0 Later"] * 9
    messages.queue(writing)
    ticking.tick(writing)
    assert look(writing).status is Status.OK

    clock.move(timedelta(minutes=31))
    assert look(writing).status is Status.WARNING


@pytest.mark.parametrize(
    ("kind", "reason", "everywhere", "leaves"),
    [
        (Confirmation, Reason.UNSUBSCRIBED, False, True),
        (Confirmation, Reason.OBJECTION, True, True),
        (Confirmation, Reason.ERASED, True, True),
        (Confirmation, Reason.BOUNCED, True, False),
        (Reminder, Reason.UNSUBSCRIBED, False, True),
        (Reminder, Reason.OBJECTION, True, True),
        (Reminder, Reason.ERASED, True, False),
        (Reminder, Reason.BOUNCED, True, False),
    ],
)
def test_leaving_the_letter_does_not_stop_what_is_no_letter(
    writing: Installation, server: servers.Sink, kind: type[Notice], reason: Reason, *, everywhere: bool, leaves: bool
) -> None:
    """What she asks for is answered; what her role brings stops when she is erased."""
    messages.suppress(writing, reason, everywhere=everywhere)
    messages.queue(writing, kind)
    ticking.tick(writing)

    assert (messages.row(writing).state, messages.row(writing).address) == ("accepted" if leaves else "excluded", "")
    assert bool(server.received) is leaves


def test_what_we_begin_ourselves_stops_for_every_reason() -> None:
    """A reader who left, complained or objected is asked nothing."""
    assert notices.STOPPED_BY[Occasion.READER] == set(Reason)
    assert notices.STOPPED_BY.keys() == set(Occasion)


def test_one_that_has_lost_its_sense_does_not_leave(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """A link of thirty minutes is of no use tomorrow."""
    messages.queue(writing, until=clock.now() + timedelta(minutes=30))
    clock.move(timedelta(minutes=31))

    assert ticking.tick(writing).did == ["messages.expired:1"]
    assert not server.received
    assert messages.row(writing).address == ""


def test_an_address_stands_for_two_days_at_most_and_the_row_for_thirty(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Also where every try was put off."""
    server.at_rcpt[cast.ZOE] = ["451 4.3.0 Later"] * 99
    messages.queue(writing)
    for _hour in range(notices.HOURS + 1):
        ticking.tick(writing)
        clock.move(timedelta(hours=1))
    ticking.tick(writing)
    assert (messages.row(writing).state, messages.row(writing).address) == ("expired", "")

    clock.move(timedelta(days=notices.DAYS))
    ticking.tick(writing)
    with writing.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ServiceMessage)) == 0


def test_an_erasure_empties_what_waits(writing: Installation, server: servers.Sink) -> None:
    """Nothing leaves for her any more."""
    messages.queue(writing)
    key = suppressing.address_key(writing.keyring, addresses.parse(cast.ZOE))
    with writing.database.transaction() as session:
        forgetting.forget(session, key, cast.ZOE)

    assert (messages.row(writing).state, messages.row(writing).address, messages.row(writing).content) == (
        "excluded",
        "",
        {},
    )
    assert ticking.tick(writing).did == []


@pytest.mark.parametrize("name", sorted(kinds.KINDS))
def test_every_kind_leaves_as_it_was_queued(writing: Installation, server: servers.Sink, name: str) -> None:
    """What stands in the outbox between two ticks is read back whole, whatever the message says."""
    with writing.database.transaction() as session:
        publication = publications.chosen(session)
        said = dataclasses.replace(samples.of(name), **notices.frame(publication))
        assert isinstance(said, Notice)
        zoe = addresses.parse(cast.ZOE)
        notices.queue(session, writing.keyring, publication, zoe, said, now=writing.clock.now())
    with writing.database.reading() as session:
        assert notices.said(session.get_one(ServiceMessage, 1), publications.chosen(session)) == said

    assert ticking.tick(writing).did == ["messages.accepted:1"]
    assert server.received == {cast.ZOE: 1}


def test_whoever_is_erased_while_others_are_written_to_stops_nobody(
    writing: Installation, server: servers.Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her message was due a moment ago, and is empty now."""
    messages.queue(writing)
    messages.queue(writing)
    with writing.database.transaction() as session:
        notices.end(session, 1, State.EXCLUDED, writing.clock.epoch(), Reason.ERASED.value)
    monkeypatch.setattr(notices, "due", lambda *_given: [1, 2])

    assert ticking.tick(writing).did == ["messages.accepted:1"]
    assert server.received == {cast.ZOE: 1}


def test_an_erasure_leaves_the_letters_of_unknown_writers(writing: Installation) -> None:
    """A journal knows no address: what nobody could read the sender of is not hers for that."""
    with writing.database.transaction() as session:
        pending.add(session, PendingLetter(event_id="mail:1", question="reply", at=1, sender="", subject="Bonjour"))
        forgetting.forget(session, b"k" * 16, "")
        assert session.exec(select(PendingLetter.subject)).one() == "Bonjour"
