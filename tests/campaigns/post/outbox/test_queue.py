"""What stops a service message, how long it waits, and what is left of it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns import errors
from campaigns.acting import ticking
from campaigns.checking import doctor
from campaigns.checking.doctor import Result, Status, outbox
from campaigns.editorial import publications
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue
from campaigns.post.readers import anonymising
from campaigns.post.returns import pending
from campaigns.post.returns.letter_rows import PendingLetter
from campaigns.post.states import DeliveryState
from lists import addresses
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime.installation import Installation
from templates import samples
from templates import service_messages as kinds
from templates.notices import Notice, Occasion
from templates.personal_answers import Answer
from templates.service_messages import Confirmation, Reminder
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
    assert outbox.messages in doctor.EXAMINATIONS


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
        (Confirmation, SuppressionReason.UNSUBSCRIBED, False, True),
        (Confirmation, SuppressionReason.OBJECTION, True, True),
        (Confirmation, SuppressionReason.ERASED, True, True),
        (Confirmation, SuppressionReason.BOUNCED, True, False),
        (Reminder, SuppressionReason.UNSUBSCRIBED, False, True),
        (Reminder, SuppressionReason.OBJECTION, True, True),
        (Reminder, SuppressionReason.ERASED, True, False),
        (Reminder, SuppressionReason.BOUNCED, True, False),
    ],
)
def test_leaving_the_letter_does_not_stop_what_is_no_letter(
    writing: Installation,
    server: servers.Sink,
    kind: type[Notice],
    reason: SuppressionReason,
    *,
    everywhere: bool,
    leaves: bool,
) -> None:
    """What she asks for is answered; what her role brings stops when she is erased."""
    messages.suppress(writing, reason, everywhere=everywhere)
    messages.queue(writing, kind)
    ticking.tick(writing)

    assert (messages.row(writing).state, messages.row(writing).address) == ("accepted" if leaves else "excluded", "")
    assert bool(server.received) is leaves


def test_what_we_begin_ourselves_stops_for_every_reason() -> None:
    """A reader who left, complained or objected is asked nothing."""
    assert queue.STOPPED_BY[Occasion.READER] == set(SuppressionReason)
    assert queue.STOPPED_BY.keys() == set(Occasion)


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
    for _hour in range(queue.HOURS + 1):
        ticking.tick(writing)
        clock.move(timedelta(hours=1))
    ticking.tick(writing)
    assert (messages.row(writing).state, messages.row(writing).address) == ("expired", "")

    clock.move(timedelta(days=queue.DAYS))
    ticking.tick(writing)
    with writing.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ServiceMessage)) == 0


def test_an_erasure_empties_what_waits(writing: Installation, server: servers.Sink) -> None:
    """Nothing leaves for her any more."""
    messages.queue(writing)
    key = suppressing.address_key(writing.keyring, addresses.parse(cast.ZOE))
    with writing.database.transaction() as session:
        anonymising.anonymise(session, key, cast.ZOE)

    assert (messages.row(writing).state, messages.row(writing).address, messages.row(writing).content) == (
        "excluded",
        "",
        {},
    )
    assert ticking.tick(writing).did == []


@pytest.mark.parametrize("name", sorted({*kinds.KINDS} - {Answer.EMAIL}))  # a person's words have no sample
def test_every_kind_leaves_as_it_was_queued(writing: Installation, server: servers.Sink, name: str) -> None:
    """What stands in the outbox between two ticks is read back whole, whatever the message says."""
    with writing.database.transaction() as session:
        publication = publications.chosen(session)
        said = dataclasses.replace(samples.of(name), **queue.frame(publication))
        assert isinstance(said, Notice)
        zoe = addresses.parse(cast.ZOE)
        queue.queue(session, writing.keyring, publication, zoe, said, now=writing.clock.now())
    with writing.database.reading() as session:
        assert queue.said(session.get_one(ServiceMessage, 1), publications.chosen(session)) == said

    assert ticking.tick(writing).did == ["messages.accepted:1"]
    assert server.received == {cast.ZOE: 1}


def test_whoever_is_erased_while_others_are_written_to_stops_nobody(
    writing: Installation, server: servers.Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her message was due a moment ago, and is empty now."""
    messages.queue(writing)
    messages.queue(writing)
    with writing.database.transaction() as session:
        queue.end(session, 1, DeliveryState.EXCLUDED, writing.clock.epoch(), SuppressionReason.ERASED.value)
    monkeypatch.setattr(queue, "due", lambda *_given: [1, 2])

    assert ticking.tick(writing).did == ["messages.accepted:1"]
    assert server.received == {cast.ZOE: 1}


def test_an_erasure_leaves_the_letters_of_unknown_writers(writing: Installation) -> None:
    """A journal knows no address: what nobody could read the sender of is not hers for that."""
    with writing.database.transaction() as session:
        pending.add(session, PendingLetter(event_id="mail:1", question="reply", at=1, sender="", subject="Bonjour"))
        anonymising.anonymise(session, b"k" * 16, "")
        assert session.exec(select(PendingLetter.subject)).one() == "Bonjour"
