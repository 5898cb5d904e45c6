"""Persons who gave no sign for three years: seen, asked, erased, and on which days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, col

from campaigns.acting import daily_duties, launching, pending_duties, tick_outcomes, ticking
from campaigns.acting.retention import daily, signs_of_life
from campaigns.acting.rights import objection_and_erasure
from campaigns.post import ledger
from lists import errors
from lists.models import Contact
from runtime.installation import Installation
from tests import audited, cast
from tests.clocks import MovableClock

THREE_YEARS = timedelta(days=3 * 366)


@pytest.fixture
def silent(opened: Installation, clock: MovableClock, tmp_path: Path) -> Installation:
    """Four readers whose company never signed, three years later; Zoé had objected."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.ZOE)
    clock.move(THREE_YEARS)
    return opened


def _known(opened: Installation) -> set[str]:
    with opened.database.reading() as session:
        return set(session.execute(sa.select(col(Contact.email))).scalars())


def _everything(opened: Installation) -> str:
    with opened.database.reading() as session:
        tables = SQLModel.metadata.sorted_tables
        return "\n".join(str(row) for table in tables for row in session.execute(sa.select(table)))


def _days(opened: Installation, clock: MovableClock, *spans: int) -> None:
    """Let so many days pass, with a tick after each of these spans."""
    for days in spans:
        clock.move(timedelta(days=days))
        ticking.tick(opened)


def test_nobody_is_erased_the_day_she_first_appears(silent: Installation) -> None:
    """However long she was silent; and the officer is told, once."""
    done = tick_outcomes.Done()
    daily_duties.retain(silent, done)

    assert _known(silent) == set(cast.EVERYBODY)
    assert [str(alert)[:11] for alert in done.alerts] == ["4 personnes"]
    assert not pending_duties.retention(silent)


def test_the_rehearsal_changes_nothing(silent: Installation) -> None:
    """It counts what the tick would do."""
    before = _everything(silent)

    assert daily.rehearse(silent).listed == 4
    assert _everything(silent) == before


def test_whoever_objected_is_erased_without_a_question(silent: Installation, clock: MovableClock) -> None:
    """After both delays; no file brings her back, and every figure stays."""
    with silent.database.reading() as session:
        before = ledger.counts(session, 1)
    ticking.tick(silent)
    _days(silent, clock, 14, 29)
    assert cast.ZOE in _known(silent)
    _days(silent, clock, 1)

    assert cast.ZOE not in _everything(silent)
    file = objection_and_erasure.file_of(silent, cast.ZOE)
    assert (file.contacts, file.suppressions[0].reason) == ((), "objection")
    with silent.database.reading() as session:
        assert sum(ledger.counts(session, 1).values()) == sum(before.values())


def test_the_day_of_an_erasure_is_told(silent: Installation, clock: MovableClock) -> None:
    """Whoever answers for the readers hears that some are gone, and how many."""
    ticking.tick(silent)
    _days(silent, clock, 14, 29)
    clock.move(timedelta(days=1))
    alerts = [str(alert) for alert in ticking.tick(silent).alerts]

    assert "1 personne dont nous étions sans nouvelles a été effacée aujourd’hui." in alerts


def test_a_telephone_call_keeps_her(silent: Installation, clock: MovableClock) -> None:
    """The officer says how she knows; three more years."""
    ticking.tick(silent)
    kept = signs_of_life.keep(silent, " ZOE@brumevent.example", "elle a téléphoné", "test")
    assert kept.as_json() == {"contacts": 1}
    assert audited.acts(silent)[-1] == ("reader.kept", {"contacts": 1, "evidence": "elle a téléphoné"})
    _days(silent, clock, 14, 30, 16)

    assert cast.ZOE in _known(silent)
    assert cast.ZOE not in {one.address for one in daily.everybody(silent)}


def test_nobody_unknown_is_kept(silent: Installation) -> None:
    """A slip of the fingers is told."""
    with pytest.raises(errors.ContactUnknown):
        signs_of_life.keep(silent, "personne@brumevent.example", "elle a téléphoné", "test")
