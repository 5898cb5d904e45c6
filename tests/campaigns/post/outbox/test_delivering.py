"""Service messages: queued with the act that causes them, handed over by the tick, forgotten once they are over."""

from __future__ import annotations

import contextlib
import email
import email.policy
from datetime import timedelta

from campaigns.acting import sending, ticking
from campaigns.editorial import publications
from campaigns.post import states
from campaigns.post.outbox import delivering, queue
from campaigns.post.states import DeliveryState
from lists import addresses
from lists.permission import suppressing
from mailer import errors as mailer_errors
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.post import messages
from tests.clocks import MovableClock


def test_a_message_leaves_by_the_next_tick_and_is_forgotten(writing: Installation, server: servers.Sink) -> None:
    """Neither whom it was for nor what it said is left."""
    messages.queue(writing)
    done = ticking.tick(writing)
    kept = messages.row(writing)

    assert (done.did, done.alerts, done.failures) == (["messages.accepted:1"], [], [])
    assert server.received == {cast.ZOE: 1}
    assert (kept.state, kept.address, kept.content) == ("accepted", "", {})
    assert ticking.tick(writing).did == []


def test_it_is_what_it_says(writing: Installation, server: servers.Sink) -> None:
    """Both parts hold the link; a machine wrote it (RFC 3834), and it is no letter of a list."""
    messages.queue(writing)
    ticking.tick(writing)
    read = email.message_from_bytes(server.letters[cast.ZOE], policy=email.policy.default)
    text, html = read.get_body(("plain",)), read.get_body(("html",))

    assert read["Subject"] == "Confirmez votre inscription à La Lettre de la diversité"
    assert (read["From"], read["To"]) == ("Charte de la diversité <lettre@charte.example>", cast.ZOE)
    assert read["Auto-Submitted"] == "auto-generated"
    assert {"List-Unsubscribe", "List-Id", "Precedence", "Feedback-ID"}.isdisjoint(read.keys())
    assert text is not None
    assert html is not None
    assert messages.URL in text.get_content()
    assert f'href="{messages.URL}"' in html.get_content()
    assert "1, rue de l’Exemple" in text.get_content()


def test_an_act_that_fails_sends_nothing(writing: Installation, server: servers.Sink) -> None:
    """Both are kept, or neither."""
    with contextlib.suppress(ZeroDivisionError), writing.database.transaction() as session:
        publication = publications.chosen(session)
        address = addresses.parse(cast.ZOE)
        queue.queue(
            session, writing.keyring, publication, address, messages.confirmation(publication), now=writing.clock.now()
        )
        raise ZeroDivisionError

    assert ticking.tick(writing).did == []
    assert not server.received


def test_a_server_that_puts_it_off_is_tried_again(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Five minutes later, in silence."""
    server.at_rcpt[cast.ZOE] = ["451 4.7.1 Greylisted, come back later"]
    messages.queue(writing)
    first = ticking.tick(writing)
    assert (first.did, first.failures, messages.row(writing).state) == ([], [], "deferred")
    ticking.tick(writing)
    assert server.offered == 1

    clock.move(timedelta(minutes=6))
    assert ticking.tick(writing).did == ["messages.accepted:1"]


def test_an_address_that_does_not_exist_is_not_written_to_again(writing: Installation, server: servers.Sink) -> None:
    """Neither by a message nor by a letter."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 <zoe@brumevent.example> User unknown"] * 2
    messages.queue(writing)
    assert ticking.tick(writing).did == ["messages.refused:1"]
    messages.queue(writing)
    assert ticking.tick(writing).did == ["messages.excluded:1"]

    assert server.offered == 1
    first, second = messages.row(writing), messages.row(writing, 2)
    assert (first.address, first.reason, second.reason) == ("", "userunknown", "bounced")
    key = suppressing.address_key(writing.keyring, addresses.parse(cast.ZOE))
    with writing.database.reading() as session:
        assert suppressing.is_suppressed(session, key, publications.chosen(session).mailing_list_id)


GONE = "550 5.1.2 Host unknown: bad destination system address"


def _is_suppressed(opened: Installation) -> bool:
    key = suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE))
    with opened.database.reading() as session:
        return suppressing.is_suppressed(session, key, None)


def test_a_domain_is_believed_to_be_gone_when_it_is_said_again(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Tomorrow it may be back; who asks three times in an hour hears the same thing once."""
    server.at_rcpt[cast.ZOE] = [GONE] * 9
    for _time in range(3):
        messages.queue(writing)
        ticking.tick(writing)
        clock.move(timedelta(minutes=1))
    assert not _is_suppressed(writing)

    clock.move(timedelta(days=1))
    messages.queue(writing)
    ticking.tick(writing)

    assert messages.row(writing, 4).reason == "hostunknown"
    assert _is_suppressed(writing)


def test_a_letter_and_a_message_that_are_refused_are_two_failures(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """One policy for both."""
    server.at_rcpt[cast.ZOE] = [GONE] * 2
    sending.send(ready, 1)
    assert not _is_suppressed(ready)

    clock.move(timedelta(days=1))
    messages.queue(ready)
    ticking.tick(ready)
    assert _is_suppressed(ready)


def test_one_that_is_too_big_for_its_server_is_over(writing: Installation, server: servers.Sink) -> None:
    """It says so at MAIL (RFC 1870), like a refusal of the sender: but that one is about the message."""
    server.at_mail = "552 5.3.4 Message size exceeds fixed maximum message size"
    messages.queue(writing)
    done = ticking.tick(writing)

    assert (done.did, done.failures) == (["messages.refused:1"], [])


def test_one_that_may_have_left_leaves_three_times_at_most(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """A person waits for it; each has the same Message-ID."""
    server.after_dot = "take"
    messages.queue(writing)
    identities = set()
    for _hour in range(6):
        ticking.tick(writing)
        read = email.message_from_bytes(server.letters[cast.ZOE])
        identities.add(read["Message-ID"])
        clock.move(timedelta(hours=2))

    assert server.received == {cast.ZOE: states.MOST_RESENDS}
    assert len(identities) == 1
    assert (messages.row(writing).state, messages.row(writing).address) == ("uncertain", "")


def test_a_machine_that_dies_after_the_intent_sends_it_again_later(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Not while somebody else may still be at the dot."""
    number = messages.queue(writing)
    with writing.database.transaction() as session:
        assert queue.take(session, number, clock.epoch())
        assert not queue.take(session, number, clock.epoch())
    ticking.tick(writing)
    assert not server.received

    clock.move(timedelta(seconds=queue.LOST + 1))
    assert ticking.tick(writing).did == ["messages.accepted:1"]


def test_no_intent_is_recorded_for_one_that_has_lost_its_sense(writing: Installation, clock: MovableClock) -> None:
    """Its link may end while those before it are handed over."""
    number = messages.queue(writing, until=clock.now() + timedelta(minutes=30))
    clock.move(timedelta(minutes=30))
    with writing.database.transaction() as session:
        assert not queue.take(session, number, clock.epoch())


def test_a_server_that_is_away_costs_nothing(writing: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """The tick says so, and the message waits."""
    messages.queue(writing)
    failures = ticking.tick(messages.with_server(writing, "smtp://127.0.0.1:1")).failures

    assert [type(one) for one in failures] == [mailer_errors.HopUnreachable]
    assert ticking.tick(writing).did == ["messages.accepted:1"]


def test_a_server_that_will_have_none_of_us_blames_no_reader(
    writing: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """It has not heard whose address it is: the message waits, and a person is told."""
    server.at_mail = "550 5.7.1 Sender rejected"
    messages.queue(writing)
    failures = ticking.tick(writing).failures
    server.at_mail = ""
    clock.move(timedelta(minutes=6))

    assert [type(one) for one in failures] == [mailer_errors.SenderRefused]
    assert ticking.tick(writing).did == ["messages.accepted:1"]


def test_a_broken_override_keeps_nobody_waiting(writing: Installation, server: servers.Sink) -> None:
    """Ours stands in, and the administrator is told."""
    file = writing.settings.data / "templates" / "emails" / "confirmation" / "body.txt"
    file.parent.mkdir(parents=True)
    file.write_text("{{ letter.nothing }}", "utf-8")
    messages.queue(writing)
    done = ticking.tick(writing)

    assert [type(one).__name__ for one in done.failures] == ["TemplateRefused"]
    assert server.received == {cast.ZOE: 1}


def test_what_is_over_stays_as_it_is(writing: Installation, server: servers.Sink) -> None:
    """An end is an end: no later word changes it."""
    number = messages.queue(writing)
    delivering.send(writing, seconds=9)
    with writing.database.transaction() as session:
        queue.defer(session, number, writing.clock.epoch())
        queue.end(session, number, DeliveryState.REFUSED, writing.clock.epoch())
        assert not queue.take(session, number, writing.clock.epoch())

    assert messages.row(writing).state == "accepted"
