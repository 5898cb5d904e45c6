"""From hits to events: each once, judged, for its own link; nothing of who asked is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from campaigns.acting import launching
from campaigns.acting.launching import Launched
from campaigns.post import delivery_events
from campaigns.post.hits import counting, spooling
from campaigns.post.hits.counting import Counter
from campaigns.post.hits.robots import Hit
from campaigns.post.hits.spooling import Spool
from campaigns.post.models import Delivery, Event
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects


@pytest.fixture
def campaign(opened: Installation, tmp_path: Path) -> Launched:
    """A campaign whose letters were accepted."""
    made = launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
    return made


@pytest.fixture
def spool(opened: Installation) -> Spool:
    """Where hits are written."""
    return Spool(opened.settings.data)


def hit(opened: Installation, campaign: Launched, link: int = 1, visitor: int = 9, delivery: int = 0) -> Hit:
    """Return a hit of this moment."""
    return Hit(opened.clock.now().timestamp(), campaign.id or 0, link, delivery, "", visitor)


def events(opened: Installation) -> list[Event]:
    """Return what was recorded."""
    with opened.database.reading() as session:
        return list(session.exec(select(Event).order_by(col(Event.id))))


def test_a_hit_becomes_an_event(opened: Installation, campaign: Launched, spool: Spool) -> None:
    """Of its campaign and link, at its moment, without a reader."""
    spool.note(hit(opened, campaign, 3))
    counting.settle(Counter(opened), spool)
    (event,) = events(opened)

    assert (event.kind, event.campaign_id, event.link, event.delivery_id, event.robot) == (
        "clicked", campaign.id, 3, None, "",
    )  # fmt: skip
    assert event.at == opened.clock.now()


def test_nothing_of_the_visitor_is_kept(opened: Installation, campaign: Launched, spool: Spool) -> None:
    """Neither in the ledger nor in a file."""
    spool.note(hit(opened, campaign, visitor=0xC0FFEE))
    counting.settle(Counter(opened), spool)
    (event,) = events(opened)

    assert "c0ffee" not in event.model_dump_json()
    assert list(spooling.folder(opened.settings.data).iterdir()) == []


def test_a_hit_waits_for_its_neighbours(
    opened: Installation, campaign: Launched, spool: Spool, clock: MovableClock
) -> None:
    """The first link of a burst looks like a reader's until the second comes."""
    counter = Counter(opened)
    for link in (1, 2, 3):
        spool.note(hit(opened, campaign, link))
        spool.turn()
        clock.move(timedelta(seconds=0.5))
        counter.record(spool.closed(), until=clock.now().timestamp() - 5)
    nothing_yet = events(opened)
    clock.move(timedelta(seconds=6))
    counter.record(spool.closed(), until=clock.now().timestamp() - 5)

    assert nothing_yet == []
    assert [event.robot for event in events(opened)] == ["burst"] * 3


def test_a_file_that_outlived_a_crash_is_counted_once(opened: Installation, campaign: Launched, spool: Spool) -> None:
    """Killed between the commit and the removal of the file."""
    spool.note(hit(opened, campaign))
    spool.turn()
    (segment,) = spool.closed()
    kept = segment.file.read_bytes()
    Counter(opened).record([segment])
    segment.file.write_bytes(kept)
    Counter(opened).record([segment])

    assert len(events(opened)) == 1


def test_before_any_letter_was_accepted_only_machines_click(
    opened: Installation, campaign: Launched, spool: Spool
) -> None:
    """A gateway that looks at the letter while its server still holds it."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.HANDING_OVER.value))
    spool.note(hit(opened, campaign))
    counting.settle(Counter(opened), spool)

    assert [event.robot for event in events(opened)] == ["before_delivery"]


def test_a_reader_whose_letter_is_still_on_its_way_did_not_click(
    opened: Installation, campaign: Launched, spool: Spool
) -> None:
    """Where a click names its delivery, that delivery is looked at."""
    with opened.database.transaction() as session:
        late = session.exec(select(Delivery)).all()[2]
        late.state = DeliveryState.DEFERRED.value
        session.add(late)
        late_id = late.id or 0
    spool.note(hit(opened, campaign, delivery=late_id))
    spool.note(hit(opened, campaign, delivery=late_id - 1, visitor=10))
    counting.settle(Counter(opened), spool)

    assert [event.robot for event in events(opened)] == ["before_delivery", ""]


def test_what_a_dead_process_left_is_recorded(opened: Installation, campaign: Launched, tmp_path: Path) -> None:
    """By the next tick."""
    spool = Spool(opened.settings.data)
    spool.note(hit(opened, campaign))
    spool.turn()
    for lock in spooling.folder(tmp_path).glob("*.lock"):
        lock.rename(lock.with_name("dead.lock"))  # as if its holder were gone: nobody holds this name
    for segment in spool.closed():
        segment.file.rename(segment.file.with_name("dead-000000001.hits"))
    spool.close()

    assert counting.record_left_behind(opened) == 1
    assert len(events(opened)) == 1


def test_thousands_at_once_are_recorded(opened: Installation, campaign: Launched, spool: Spool) -> None:
    """More segments than one transaction takes."""
    for number in range(120):
        spool.note(hit(opened, campaign, visitor=number))
        spool.turn()
    counting.settle(Counter(opened), spool)

    assert {event.robot for event in events(opened)} == {""}
    assert len(events(opened)) == 120


def test_what_is_repeated_is_added_up(opened: Installation, campaign: Launched, spool: Spool) -> None:
    """Thousands of clicks a second on one link fill no disk, whoever they pretend to be; the figures stay the same."""
    for visitor in range(300):
        spool.note(hit(opened, campaign, visitor=visitor % 60))
        spool.note(hit(opened, campaign, link=2, visitor=visitor))
    spool.turn()

    assert Counter(opened).record(spool.closed()) == 600
    rows = events(opened)
    assert len(rows) <= 6
    assert sum(row.details.get("times", 1) for row in rows) == 600
    with opened.database.reading() as session:
        counted = session.execute(sa.select(sa.func.sum(delivery_events.HOW_OFTEN))).scalar_one()
    assert counted == 600
