"""Things that are kept only so long: rehearsed, then gone, and every figure stays to the unit."""

from __future__ import annotations

import dataclasses
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns import errors
from campaigns.acting import launching, pending_duties, steering, ticking
from campaigns.acting.retention import all_terms, daily, expiring_records
from campaigns.acting.rights import objection_and_erasure
from campaigns.post import ledger, reports
from campaigns.post.hits import spooling
from campaigns.post.models import Campaign, Delivery, Event
from campaigns.post.returns.letter_rows import PendingLetter
from campaigns.post.states import DeliveryState
from lists import history
from lists.history import Happening
from lists.kinds import Fact
from lists.models import ImportChange, ImportRun
from lists.retention import terms
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock

YEAR = timedelta(days=366)


@pytest.fixture
def over(opened: Installation, tmp_path: Path) -> Installation:
    """An installation whose campaign 1 is over: three letters accepted, one uncertain."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.transaction() as session:
        session.execute(
            sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value, next_at=-1, reply="250 pour zoe")
        )
        session.execute(sa.update(Delivery).where(col(Delivery.id) == 1).values(state=DeliveryState.UNCERTAIN.value))
        session.execute(sa.update(Campaign).values(state="finished", finished_at=opened.clock.epoch()))
    return opened


def _addresses(opened: Installation) -> set[str]:
    with opened.database.reading() as session:
        return set(session.execute(sa.select(col(Delivery.address))).scalars())


def _figures(opened: Installation) -> list[object]:
    with opened.database.reading() as session:
        told = dataclasses.asdict(reports.report(session, 1))
        del told["campaign"]  # its row says when it lost its addresses: that is no figure
        return [ledger.counts(session, 1), told]


def _count(opened: Installation, table: type) -> int:
    with opened.database.reading() as session:
        return int(session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_a_year_after_a_campaign_the_ledger_names_nobody(over: Installation, clock: MovableClock) -> None:
    """The rehearsal counts them and leaves them; whom a letter is about goes, what became of it stays."""
    clock.move(timedelta(days=300))
    assert daily.run(over).things["delivery"] == 0
    clock.move(timedelta(days=70))
    before = _figures(over)

    assert daily.rehearse(over).things["delivery"] == 4
    assert _addresses(over) == set(cast.EVERYBODY)
    assert daily.run(over).things["delivery"] == 4
    assert _addresses(over) == {""}
    assert _figures(over) == before
    assert daily.run(over).things["delivery"] == 0


def test_her_letters_are_told_to_her_even_then(over: Installation, clock: MovableClock) -> None:
    """They are found by the keyed hash of the address that she asks with."""
    clock.move(YEAR)
    daily.run(over)

    assert [one.state for one in objection_and_erasure.file_of(over, cast.LOIC).letters] == ["accepted"]


def test_what_is_uncertain_is_not_resent_to_nobody(over: Installation, clock: MovableClock) -> None:
    """A person who decides a year later is told why she cannot."""
    clock.move(YEAR)
    daily.run(over)

    with pytest.raises(errors.WrongMoment, match="effacées"):
        steering.resend(over, 1, "test")
    assert steering.settle_as_sent(over, 1, "test").counts[DeliveryState.UNCERTAIN] == 0


def _click(session: Session, opened: Installation, kind: str, delivery: int | None) -> None:
    session.add(Event(kind=kind, at=opened.clock.now(), campaign_id=1, delivery_id=delivery, link=1))


def test_clicks_outlive_the_reader_behind_them(over: Installation, clock: MovableClock) -> None:
    """Twenty-five months; whoever left goes on being counted once a letter."""
    with over.database.transaction() as session:
        for kind, delivery in (("clicked", 1), ("opened", 1), ("clicked", None), ("left", 2)):
            _click(session, over, kind, delivery)
    before = _figures(over)
    clock.move(2 * YEAR + timedelta(days=40))

    assert daily.rehearse(over).things["event"] == 2
    assert daily.run(over).things["event"] == 2
    with over.database.reading() as session:
        found = session.execute(sa.select(col(Event.kind), col(Event.delivery_id)).order_by(col(Event.id))).all()
    assert [tuple(one) for one in found] == [("clicked", None), ("opened", None), ("clicked", None), ("left", 2)]
    assert _figures(over) == before


def test_a_letter_that_nobody_settled_says_nothing_of_people_after_half_a_year(
    opened: Installation, clock: MovableClock
) -> None:
    """It is dismissed, as a person would have done."""
    letter = PendingLetter(event_id="1", question="reply", at=opened.clock.epoch(), sender=cast.ZOE, words="Bonjour")
    with opened.database.transaction() as session:
        session.add(letter)
    clock.move(timedelta(days=190))

    assert daily.rehearse(opened).things["returned"] == 1
    assert daily.run(opened).things["returned"] == 1
    with opened.database.reading() as session:
        found = session.execute(
            sa.select(col(PendingLetter.sender), col(PendingLetter.words), col(PendingLetter.decision))
        ).one()
    assert tuple(found) == ("", "", "dismiss")


def test_what_an_import_remembers_goes_after_a_month(opened: Installation, clock: MovableClock) -> None:
    """It can no longer be taken back; that it took place stays known."""
    run = ImportRun(file_name="a.csv", sha256="0" * 64, kind="contacts", at=opened.clock.now(), actor="test")
    with opened.database.transaction() as session:
        session.add(run)
        session.flush()
        session.add(ImportChange(import_id=run.id or 0, line=2, thing="contact", row_id=1, after={"last_name": "Ana"}))
    clock.move(timedelta(days=32))

    assert daily.run(opened).things["import"] == 1
    assert (_count(opened, ImportChange), _count(opened, ImportRun)) == (0, 1)


def test_old_facts_go_and_that_she_was_informed_stays(over: Installation, clock: MovableClock) -> None:
    """What proves that the law was kept is kept as long as she is."""
    with over.database.transaction() as session:
        history.sent(session, 1, 1, over.clock.epoch())
        for fact in (Fact.RECEIVED, Fact.INFORMED):
            history.note(session, [1], fact, over.clock.epoch(), 1)
        history.note(session, [1], Fact.SUBSCRIBED, over.clock.epoch())
    clock.move(4 * YEAR)

    assert daily.rehearse(over).things["history"] == 2
    with over.database.transaction() as session:
        history.note(session, [1], Fact.RECEIVED, over.clock.epoch(), 1)
    assert daily.run(over).things["history"] == 1
    with over.database.reading() as session:
        assert set(session.execute(sa.select(col(Happening.fact))).scalars()) == {"received", "informed"}


def test_hits_of_nobody_go(opened: Installation) -> None:
    """A file whose process and lock are gone would lie there for ever; one that is being written stays."""
    folder = spooling.folder(opened.settings.data)
    folder.mkdir()
    for name in ("dead-000000001.hits", "fresh-000000001.hits", "alive-000000001.hits", "alive.lock"):
        (folder / name).write_bytes(b"")
    for name in ("dead-000000001.hits", "alive-000000001.hits"):
        os.utime(folder / name, (time.time() - 3 * 86_400,) * 2)
    moment = opened.clock.now() - timedelta(days=2)
    (step,) = [one for one in expiring_records.STEPS if one.term.name == "spool"]

    assert (step.due(opened, moment), step.do(opened, moment)) == (1, 1)
    assert sorted(file.name for file in folder.iterdir()) == [
        "alive-000000001.hits", "alive.lock", "fresh-000000001.hits",
    ]  # fmt: skip


def test_who_did_what_is_forgotten_after_five_years(over: Installation, clock: MovableClock) -> None:
    """As long as somebody may ask a judge about it."""
    acts = _count(over, AuditEntry)
    assert acts
    clock.move(5 * YEAR + timedelta(days=2))

    assert daily.run(over).things["audit"] == acts
    assert _count(over, AuditEntry) == 0


def test_a_term_that_is_set_is_kept(over: Installation, clock: MovableClock) -> None:
    """From the same day on, and it is known who set it."""
    all_terms.change(over, "delivery", 2, None, "test")
    clock.move(timedelta(days=63))

    assert daily.run(over).things["delivery"] == 4
    with over.database.reading() as session:
        assert terms.value(session, all_terms.TERMS[0]) == 36


def test_the_tick_does_it_once_a_day(over: Installation, clock: MovableClock) -> None:
    """At its first run of the day in Paris."""
    assert pending_duties.retention(over)
    ticking.tick(over)
    assert not pending_duties.retention(over)
    clock.move(timedelta(hours=13, minutes=59))
    assert not pending_duties.retention(over)
    clock.move(timedelta(minutes=1))
    assert pending_duties.retention(over)


def test_a_clock_that_ran_ahead_stops_nothing(over: Installation, clock: MovableClock) -> None:
    """It was put right, and the days go on."""
    clock.move(YEAR)
    ticking.tick(over)
    clock.move(-YEAR)

    assert pending_duties.retention(over)


def test_every_term_that_the_tick_keeps_has_a_step(over: Installation) -> None:
    """Nothing is promised that nobody does; persons have days of their own, and each tick sees to outbox and forms."""
    kept = {term.name for term in all_terms.TERMS if term.keeper is terms.Keeper.TICK}

    assert {step.term.name for step in expiring_records.STEPS} | {
        "contact",
        "review",
        "answer",
        "notice",
        "unconfirmed",
    } == kept
