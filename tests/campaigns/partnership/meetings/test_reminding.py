"""What the tick says of meetings: each thing once, and nothing any more once it is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from campaigns.acting import ticking
from campaigns.editorial.models import Item
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.evidence import Nature
from campaigns.partnership.meetings import answering, due, holding, inviting, listing, planning
from campaigns.partnership.meetings.holding import Outcome
from campaigns.partnership.meetings.inviting import Named, Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.meetings import scene
from tests.campaigns.partnership.meetings.test_inviting import plain, token
from tests.clocks import MovableClock
from tests.servers import Sink

_LAST_DAY = date(2010, 6, 15)
FORUM = Plan(MeetingKind.EVENT, "2009-11-20", title="Forum")


def at(clock: MovableClock, day: date) -> None:
    """Move the clock to ten o'clock of a day."""
    clock.move(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - clock.now())


def said(opened: Installation) -> list[str]:
    """Return what the tick tells a person."""
    done = ticking.tick(opened)
    assert done.failures == []
    return [str(one) for one in done.alerts]


def test_both_sides_are_reminded_of_the_committee_until_it_has_a_date(
    bound: Installation, server: Sink, clock: MovableClock
) -> None:
    """At J-90 and J-60; two ticks of a day write once; once a date is noted, J-30 brings nothing (CP-3)."""
    for days, letters in ((91, 0), (90, 1), (75, 1), (60, 2)):
        at(clock, _LAST_DAY - timedelta(days=days))
        for _twice in range(2):
            ticking.tick(bound)
        assert [server.received.get(one, 0) for one in (scene.SOLANGE, scene.LOIC)] == [letters, letters]
    assert "Dans 60 jours" in plain(bound, server, scene.LOIC)

    planning.add(bound, Plan(MeetingKind.STEERING, "2010-06-08"), "test")
    at(clock, _LAST_DAY - timedelta(days=30))
    ticking.tick(bound)
    assert server.received[scene.SOLANGE] == 2


def test_without_a_convention_nothing_is_remarked(opened: Installation, clock: MovableClock) -> None:
    """Nobody asked for a meeting: the tick is silent all year, and nothing is due."""
    for day in (date(2010, 2, 15), date(2010, 6, 1)):
        at(clock, day)
        assert said(opened) == []
        assert due.today(opened) == ()


def test_a_tick_that_comes_late_reminds_once(bound: Installation, server: Sink, clock: MovableClock) -> None:
    """At J-40 two days have passed; one message says how many are left."""
    at(clock, _LAST_DAY - timedelta(days=40))
    ticking.tick(bound)

    assert "Dans 40 jours" in plain(bound, server, scene.SOLANGE)
    assert server.received[scene.SOLANGE] == 1


def test_a_cancelled_committee_is_reminded_of_again(bound: Installation, server: Sink, clock: MovableClock) -> None:
    """Then it has no date any more."""
    made = planning.add(bound, Plan(MeetingKind.STEERING, "2010-06-08"), "test")
    at(clock, _LAST_DAY - timedelta(days=90))
    ticking.tick(bound)
    planning.cancel(bound, made.id, "Élections.", "test")
    at(clock, _LAST_DAY - timedelta(days=60))
    for _queued_then_sent in range(2):
        ticking.tick(bound)

    assert server.received[scene.LOIC] == 1


def test_without_a_contact_a_person_is_told(bound: Installation, clock: MovableClock) -> None:
    """The reminder has nobody to go to, which is a reason to act."""
    for one in designations.listed(bound):
        if one.side == "cnml":
            designations.end(bound, one.id, date(2010, 1, 31), "test")
    at(clock, _LAST_DAY - timedelta(days=90))

    assert any("personne n’est désigné pour le CNML" in one for one in said(bound))


def test_a_missing_exchange_is_remarked_once(bound: Installation, clock: MovableClock) -> None:
    """At J-120; the next day says nothing more, the console still shows it."""
    at(clock, _LAST_DAY - timedelta(days=121))
    assert not any("Échange annuel" in one for one in said(bound))
    at(clock, _LAST_DAY - timedelta(days=120))
    assert any("« Échange annuel » : rien n’est prévu" in one for one in said(bound))
    at(clock, _LAST_DAY - timedelta(days=119))
    assert said(bound) == []
    assert any(one.kind is MeetingKind.EXCHANGE and one.is_now for one in due.today(bound))
    scene.exchange(bound)
    assert not any(one.kind is MeetingKind.EXCHANGE for one in due.today(bound))


def test_an_exchange_without_practices_is_remarked_after_a_month(bound: Installation, clock: MovableClock) -> None:
    """An article that carries the meeting settles it."""
    made = scene.exchange(bound)
    at(clock, date(2010, 3, 13))
    assert any("Dites si elle a eu lieu" in one for one in said(bound))
    holding.hold(bound, made.id, Outcome(5), "test")
    at(clock, date(2010, 4, 10))
    assert not any("bonne pratique" in one for one in said(bound))
    at(clock, date(2010, 4, 11))
    assert any("aucune bonne pratique n’en est encore tirée" in one for one in said(bound))
    with bound.database.transaction() as session:
        session.add(Item(type="good_practice", title="Relire à deux", body={}, meeting=made.name,
                         created_at=clock.now()))  # fmt: skip
    assert not any(one.what == "unwritten" for one in due.today(bound))
    assert [one.title for one in listing.show(bound, made.id).practices] == ["Relire à deux"]


def test_an_event_is_remarked_as_long_as_the_partner_is_not_invited(
    bound: Installation, server: Sink, clock: MovableClock
) -> None:
    """At J-45; then the invitation, whose arrival is evidence, a second letter after a week, and the answer."""
    made = scene.exchange(bound, FORUM)
    at(clock, date(2009, 10, 6))
    assert any("le CNML n’est pas encore invité" in one for one in said(bound))
    inviting.invite(bound, made.id, Whom(designated=True), "test")
    assert scene.proofs(bound) == []
    ticking.tick(bound)
    ticking.tick(bound)
    (proof,) = scene.proofs(bound)
    assert (proof.act, proof.nature, proof.on) == ("association:event", Nature.OBSERVED, date(2009, 10, 6))
    assert "sans réponse" in proof.text

    at(clock, date(2009, 10, 13))
    for _twice in range(3):
        ticking.tick(bound)
    assert server.received[scene.LOIC] == 2
    answering.answer(bound, token(plain(bound, server, scene.LOIC)), "yes")
    at(clock, date(2009, 10, 25))
    ticking.tick(bound)
    assert server.received[scene.LOIC] == 2
    assert "acceptée" in scene.proofs(bound)[0].text


def test_an_invitation_that_was_refused_proves_nothing(bound: Installation, server: Sink) -> None:
    """The server knows nobody of that name: a person is told, and no evidence is made."""
    server.at_rcpt[cast.ZOE] = ["550 5.1.1 no such user"]
    made = scene.exchange(bound, FORUM)
    inviting.invite(bound, made.id, Whom(named=(Named("Zoé Besnard", cast.ZOE, "cnml"),)), "test")
    ticking.tick(bound)
    ticking.tick(bound)

    assert scene.proofs(bound) == []
    assert any("l’invitation de Zoé Besnard n’est pas arrivée" in one.sentence for one in due.today(bound))
