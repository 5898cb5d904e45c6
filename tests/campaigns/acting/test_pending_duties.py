"""What is due is found: each duty has something to do in a scene of its own, is looked for, and does it."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from campaigns.acting import launching, pending_duties, ticking
from campaigns.acting.tick_outcomes import Done
from campaigns.acting.ticking import Duty
from campaigns.post import history_feed, statements, states
from campaigns.post.hits import spooling
from campaigns.post.hits.robots import Hit
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.models import Campaign
from campaigns.post.outbox import queue
from campaigns.post.states import CampaignState, DeliveryState
from lists.contacts import double_opt_in
from runtime import clock as clocks
from runtime import heartbeats
from runtime.installation import Installation
from tests.campaigns.acting import scenes
from tests.campaigns.post import messages
from tests.clocks import MovableClock


def _name(duty: Duty) -> str:
    return duty.do.__name__


def _signs(opened: Installation, done: Done) -> list[str]:
    with opened.database.reading() as session:
        names = (heartbeats.TICK, heartbeats.RETENTION, heartbeats.PARTNERSHIP)
        marks = {name: heartbeats.last(session, name) for name in names}
    return (
        done.did
        + [str(alert) for alert in done.alerts]
        + [f"{name}:{mark.at}" for name, mark in marks.items() if mark is not None]
    )


@pytest.mark.parametrize("duty", ticking.DUTIES, ids=_name)
def test_what_is_due_is_found_and_done(staged: Installation, clock: MovableClock, duty: Duty) -> None:
    """A duty without a scene has no proof that its look finds what it is for."""
    scene = scenes.SCENES[_name(duty)]
    opened = scene.play(staged, clock)
    sign = scene.sign.format(now=clock.epoch())

    assert duty.is_due(opened)
    done = ticking.tick(opened)
    assert done.failures == []
    assert any(said.startswith(sign) for said in _signs(opened, done))


def test_the_second_tick_of_a_day_finds_nothing_due(staged: Installation) -> None:
    """But to say that it lives."""
    ticking.tick(staged)

    assert [_name(duty) for duty in ticking.DUTIES if duty.is_due(staged)] == ["beat"]


def test_looks_know_the_tables_as_they_are() -> None:
    """They name tables and columns, and a migration may rename them."""
    known = SQLModel.metadata.tables

    for table in pending_duties.TABLES:
        for column in table.columns:
            assert known[table.name].c[column.name].type._type_affinity is column.type._type_affinity


def test_looks_know_the_terms_as_they_are() -> None:
    """Of what each tick lets go of."""
    assert (pending_duties.DAYS_OF_NOTICES, pending_duties.DAYS_TO_CONFIRM) == (
        queue.DAYS,
        double_opt_in.DAYS_TO_CONFIRM,
    )
    assert set(queue.OPEN) <= {state.value for state in states.OPEN}


def test_no_message_is_overlooked(staged: Installation, clock: MovableClock) -> None:
    """In whichever state it is, whenever it was queued, is tried or expires."""
    number, now = messages.queue(staged), clock.epoch()
    old = now - queue.DAYS * 86_400
    moments = itertools.product((now, now + 1), (now, now + 1), (now, old, old - 1))
    for state, (next_at, expires_at, queued_at) in itertools.product(DeliveryState, moments):
        row = {"state": state.value, "next_at": next_at, "expires_at": expires_at, "queued_at": queued_at}
        with staged.database.transaction() as session:
            session.execute(sa.update(ServiceMessage).values(row))
        with staged.database.reading() as session:  # what is done here is taken back
            has_work = bool(queue.due(session, now, 1) or queue.tidy(session, now))
            has_work = has_work or session.get(ServiceMessage, number, populate_existing=True) is None
        assert pending_duties.messages(staged) or not has_work, row


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_no_request_is_overlooked(staged: Installation, clock: MovableClock, seconds: int) -> None:
    """On the second."""
    opened = scenes.forget_requests(staged, clock)
    clock.move(timedelta(seconds=seconds - 1))
    with opened.database.reading() as session:  # what is done here is taken back
        forgotten = double_opt_in.forget_unconfirmed(session, clock.now())

    assert pending_duties.unconfirmed(opened) is bool(forgotten)


@pytest.mark.parametrize("state", CampaignState)
def test_no_campaign_is_overlooked(staged: Installation, state: CampaignState) -> None:
    """In whichever state it is."""
    launching.launch(staged, launching.Order(1, grace=0), "test")
    with staged.database.transaction() as session:
        session.execute(sa.update(statements.DELIVERY).values(state=DeliveryState.ACCEPTED.value, next_at=-1))
        session.execute(sa.update(Campaign).values(state=state.value))
    with staged.database.reading() as session:
        untold = history_feed.untold(session)

    assert pending_duties.windows(staged) is (state.value in ticking._MOVING)
    assert pending_duties.outcomes(staged) or not untold


def test_a_journal_that_was_read_today_is_not_due(staged: Installation, clock: MovableClock) -> None:
    """And the next day it is, whatever its size."""
    opened = scenes.remember(staged, clock)
    ticking.tick(opened)

    assert not pending_duties.objections(opened)
    clock.move(clocks.midnight(clocks.today(clock) + timedelta(days=1)) - clock.now())
    assert pending_duties.objections(opened)


def test_the_clicks_of_a_living_process_are_its_own(staged: Installation, clock: MovableClock) -> None:
    """Pages that run hold their lock: the tick has nothing to do there."""
    spool = spooling.Spool(staged.settings.data)
    spool.note(Hit(clock.now().timestamp(), 1, 1, 0, "", 9))
    assert not pending_duties.hits(staged)

    spool.close()
    assert not pending_duties.hits(staged)
    (spooling.folder(staged.settings.data) / "dead.lock").touch()
    assert pending_duties.hits(staged)
    assert pending_duties.hits(staged), "a look holds nothing"


_EACH_BY_ITSELF = """
import os, sys
from pathlib import Path
from campaigns.acting import tick_outcomes, ticking
from runtime import installation, settings
opened = installation.open_(settings.load(data=Path(sys.argv[1])))
for duty in ticking.DUTIES:
    opened.database.engine.dispose()
    child = os.fork()
    if not child:
        os._exit(bool(duty.do(opened, tick_outcomes.Done())))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, duty
"""


def test_every_duty_finds_what_it_works_with(tmp_path: Path) -> None:
    """Whichever is the first and the only one of a process: nothing else was loaded for it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")}
    environment |= {"RELAIS_DATA": str(tmp_path), "RELAIS_MAILBOX_URL": f"maildir://{tmp_path / 'returned'}"}
    for name in ("cur", "new", "tmp"):
        (tmp_path / "returned" / name).mkdir(parents=True)
    said = "from cli import main; main.main(['init'])"
    subprocess.run([sys.executable, "-c", said], env=environment, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", _EACH_BY_ITSELF, tmp_path], env=environment, check=False, capture_output=True, text=True
    )

    assert done.stderr == ""
