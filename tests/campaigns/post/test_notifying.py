"""Service messages: queued with the act that causes them, handed over by the tick, forgotten once they are over."""

from __future__ import annotations

import contextlib
import dataclasses
import email
import email.policy
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from campaigns.acting import ticking
from campaigns.checking import examining
from campaigns.checking.examining import Result, Status, outbox
from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from campaigns.post import forgetting, notices, notifying
from campaigns.post.notices import ServiceMessage
from campaigns.post.states import State
from lists import addresses, suppressing
from lists.kinds import Reason
from mailer import errors as mailer_errors
from runtime import settings
from runtime.installation import Installation
from templates.notices import Confirmation, Notice, Occasion, Reminder
from tests import cast, servers
from tests.clocks import MovableClock

URL = "https://lettre.exemple.example/l/s/jeton"


@pytest.fixture
def server() -> Iterator[servers.Sink]:
    """A running server."""
    with servers.running() as sink:
        yield sink


@pytest.fixture
def ready(opened: Installation, server: servers.Sink) -> Installation:
    """An installation whose publication may write, and a server to write by."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return with_server(opened, server.url)


def with_server(opened: Installation, url: str | None) -> Installation:
    """Return the same installation with another server, or none."""
    return dataclasses.replace(opened, settings=settings.load(data=opened.settings.data, smtp_url=url))


def confirmation(publication: Publication) -> Confirmation:
    """Return the question that follows a form."""
    frame = notices.frame(publication)
    return Confirmation(**frame, greeting="Madame, Monsieur", url=URL, valid="jusqu’au 22 septembre 2009")


def queue(opened: Installation, notice: type[Notice] = Confirmation, *, until: datetime | None = None) -> int:
    """Queue one for Zoé."""
    with opened.database.transaction() as session:
        publication = publications.only(session)
        said: Notice = confirmation(publication)
        if notice is Reminder:
            frame = notices.frame(publication)
            said = Reminder(**frame, greeting="Madame Œuvrard", title="Une action ?", paragraphs=("Six lignes.",))
        return notices.queue(
            session, opened.keyring, publication, addresses.parse(cast.ZOE), said, now=opened.clock.now(), until=until
        )


def row(opened: Installation, number: int = 1) -> ServiceMessage:
    """Return what is kept of a message."""
    with opened.database.reading() as session:
        return session.get_one(ServiceMessage, number)


def suppress(opened: Installation, reason: Reason, *, everywhere: bool = True) -> None:
    """Stop letters to Zoé."""
    with opened.database.transaction() as session:
        suppressing.suppress(
            session,
            suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE)),
            reason=reason,
            since=opened.clock.now(),
            mailing_list_id=None if everywhere else publications.only(session).mailing_list_id,
            evidence="test",
        )


def test_a_message_leaves_by_the_next_tick_and_is_forgotten(ready: Installation, server: servers.Sink) -> None:
    """Neither whom it was for nor what it said is left."""
    queue(ready)
    done = ticking.tick(ready)
    kept = row(ready)

    assert (done.did, done.alerts, done.failures) == (["messages.accepted:1"], [], [])
    assert server.received == {cast.ZOE: 1}
    assert (kept.state, kept.address, kept.content) == ("accepted", "", {})
    assert ticking.tick(ready).did == []


def test_it_is_what_it_says(ready: Installation, server: servers.Sink) -> None:
    """Both parts hold the link; a machine wrote it (RFC 3834), and it is no letter of a list."""
    queue(ready)
    ticking.tick(ready)
    read = email.message_from_bytes(server.letters[cast.ZOE], policy=email.policy.default)
    text, html = read.get_body(("plain",)), read.get_body(("html",))

    assert read["Subject"] == "Confirmez votre inscription à La Lettre de la diversité"
    assert (read["From"], read["To"]) == ("Charte de la diversité <lettre@charte.example>", cast.ZOE)
    assert read["Auto-Submitted"] == "auto-generated"
    assert {"List-Unsubscribe", "List-Id", "Precedence", "Feedback-ID"}.isdisjoint(read.keys())
    assert text is not None
    assert html is not None
    assert URL in text.get_content()
    assert f'href="{URL}"' in html.get_content()
    assert "1, rue de l’Exemple" in text.get_content()


def test_an_act_that_fails_sends_nothing(ready: Installation, server: servers.Sink) -> None:
    """Both are kept, or neither."""
    with contextlib.suppress(ZeroDivisionError), ready.database.transaction() as session:
        publication = publications.only(session)
        address = addresses.parse(cast.ZOE)
        notices.queue(session, ready.keyring, publication, address, confirmation(publication), now=ready.clock.now())
        raise ZeroDivisionError

    assert ticking.tick(ready).did == []
    assert not server.received


def test_a_server_that_puts_it_off_is_tried_again(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Five minutes later, in silence."""
    server.at_rcpt[cast.ZOE] = ["451 4.7.1 Greylisted, come back later"]
    queue(ready)
    first = ticking.tick(ready)
    assert (first.did, first.failures, row(ready).state) == ([], [], "deferred")
    ticking.tick(ready)
    assert server.offered == 1

    clock.move(timedelta(minutes=6))
    assert ticking.tick(ready).did == ["messages.accepted:1"]


def test_an_address_that_does_not_exist_is_not_written_to_again(ready: Installation, server: servers.Sink) -> None:
    """Neither by a message nor by a letter."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 <zoe@brumevent.example> User unknown"] * 2
    queue(ready)
    assert ticking.tick(ready).did == ["messages.refused:1"]
    queue(ready)
    assert ticking.tick(ready).did == ["messages.excluded:1"]

    assert server.offered == 1
    assert (row(ready).address, row(ready).reason, row(ready, 2).reason) == ("", "userunknown", "bounced")
    key = suppressing.address_key(ready.keyring, addresses.parse(cast.ZOE))
    with ready.database.reading() as session:
        assert suppressing.is_suppressed(session, key, publications.only(session).mailing_list_id)


def test_one_that_may_have_left_leaves_three_times_at_most(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """A person waits for it; each has the same Message-ID."""
    server.after_dot = "take"
    queue(ready)
    identities = set()
    for _hour in range(6):
        ticking.tick(ready)
        read = email.message_from_bytes(server.letters[cast.ZOE])
        identities.add(read["Message-ID"])
        clock.move(timedelta(hours=2))

    assert server.received == {cast.ZOE: notices.MOST_RESENDS}
    assert len(identities) == 1
    assert (row(ready).state, row(ready).address) == ("uncertain", "")


def test_a_machine_that_dies_after_the_intent_sends_it_again_later(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Not while somebody else may still be at the dot."""
    number = queue(ready)
    with ready.database.transaction() as session:
        assert notices.take(session, number, clock.epoch())
        assert not notices.take(session, number, clock.epoch())
    ticking.tick(ready)
    assert not server.received

    clock.move(timedelta(seconds=notices.LOST + 1))
    assert ticking.tick(ready).did == ["messages.accepted:1"]


def test_without_a_server_or_a_sender_messages_wait_and_the_doctor_says_so(
    opened: Installation, server: servers.Sink
) -> None:
    """A fresh installation answers once somebody has said who writes."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    queue(opened)
    assert ticking.tick(with_server(opened, None)).did == []
    assert ticking.tick(with_server(opened, server.url)).did == []
    without_server, without_sender = (look(with_server(opened, url)) for url in (None, server.url))
    with opened.database.transaction() as session:
        cast.publish(session)
    done = ticking.tick(with_server(opened, server.url))

    assert [one.status for one in (without_server, without_sender)] == [Status.FAILED] * 2
    assert "RELAIS_SMTP_URL" in without_server.detail
    assert "--from" in without_sender.detail
    assert done.did == ["messages.accepted:1"]
    assert look(opened).status is Status.OK
    assert outbox.messages in examining.EXAMINATIONS


def look(opened: Installation) -> Result:
    """Return what the doctor says of the outbox."""
    (result,) = outbox.messages(opened)
    return result


def test_one_that_waits_for_half_an_hour_is_told(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Something puts it off."""
    server.at_rcpt[cast.ZOE] = ["451 4.3.0 Later"] * 9
    queue(ready)
    ticking.tick(ready)
    assert look(ready).status is Status.OK

    clock.move(timedelta(minutes=31))
    assert look(ready).status is Status.WARNING


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
    ready: Installation, server: servers.Sink, kind: type[Notice], reason: Reason, *, everywhere: bool, leaves: bool
) -> None:
    """What she asks for is answered; what her role brings stops when she is erased."""
    suppress(ready, reason, everywhere=everywhere)
    queue(ready, kind)
    ticking.tick(ready)

    assert (row(ready).state, row(ready).address) == ("accepted" if leaves else "excluded", "")
    assert bool(server.received) is leaves


def test_what_we_begin_ourselves_stops_for_every_reason() -> None:
    """A reader who left, complained or objected is asked nothing."""
    assert notices.STOPPED_BY[Occasion.READER] == set(Reason)
    assert notices.STOPPED_BY.keys() == set(Occasion)


def test_one_that_has_lost_its_sense_does_not_leave(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """A link of thirty minutes is of no use tomorrow."""
    queue(ready, until=clock.now() + timedelta(minutes=30))
    clock.move(timedelta(minutes=31))

    assert ticking.tick(ready).did == ["messages.expired:1"]
    assert not server.received
    assert row(ready).address == ""


def test_an_address_stands_for_two_days_at_most_and_the_row_for_thirty(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Also where every try was put off."""
    server.at_rcpt[cast.ZOE] = ["451 4.3.0 Later"] * 99
    queue(ready)
    for _hour in range(notices.HOURS + 1):
        ticking.tick(ready)
        clock.move(timedelta(hours=1))
    ticking.tick(ready)
    assert (row(ready).state, row(ready).address) == ("expired", "")

    clock.move(timedelta(days=notices.DAYS))
    ticking.tick(ready)
    with ready.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(ServiceMessage)) == 0


def test_an_erasure_empties_what_waits(ready: Installation, server: servers.Sink) -> None:
    """Nothing leaves for her any more."""
    queue(ready)
    key = suppressing.address_key(ready.keyring, addresses.parse(cast.ZOE))
    with ready.database.transaction() as session:
        forgetting.forget(session, key, cast.ZOE)

    assert (row(ready).state, row(ready).address, row(ready).content) == ("excluded", "", {})
    assert ticking.tick(ready).did == []


def test_a_server_that_is_away_costs_nothing(ready: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """The tick says so, and the message waits."""
    queue(ready)
    failures = ticking.tick(with_server(ready, "smtp://127.0.0.1:1")).failures

    assert [type(one) for one in failures] == [mailer_errors.HopUnreachable]
    assert ticking.tick(ready).did == ["messages.accepted:1"]


def test_a_server_that_will_have_none_of_us_blames_no_reader(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """It has not heard whose address it is: the message waits, and a person is told."""
    server.at_mail = "550 5.7.1 Sender rejected"
    queue(ready)
    failures = ticking.tick(ready).failures
    server.at_mail = ""
    clock.move(timedelta(minutes=6))

    assert [type(one) for one in failures] == [mailer_errors.SenderRefused]
    assert ticking.tick(ready).did == ["messages.accepted:1"]


def test_a_broken_override_keeps_nobody_waiting(ready: Installation, server: servers.Sink) -> None:
    """Ours stands in, and the administrator is told."""
    file = ready.settings.data / "templates" / "emails" / "confirmation" / "body.txt"
    file.parent.mkdir(parents=True)
    file.write_text("{{ letter.nothing }}", "utf-8")
    queue(ready)
    done = ticking.tick(ready)

    assert [type(one).__name__ for one in done.failures] == ["TemplateRefused"]
    assert server.received == {cast.ZOE: 1}


def test_what_is_over_stays_as_it_is(ready: Installation, server: servers.Sink) -> None:
    """An end is an end: no later word changes it."""
    number = queue(ready)
    notifying.send(ready, seconds=9)
    with ready.database.transaction() as session:
        notices.defer(session, number, ready.clock.epoch())
        notices.end(session, number, State.REFUSED, ready.clock.epoch())
        assert not notices.take(session, number, ready.clock.epoch())

    assert row(ready).state == "accepted"
