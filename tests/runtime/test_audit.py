"""The audit: who did what, in the transaction of the act itself."""

from __future__ import annotations

import contextlib

from sqlmodel import select

from runtime import audit
from runtime.audit import AuditEntry
from runtime.database import Database
from tests.clocks import MovableClock


def test_an_act_is_kept_with_its_facts(database: Database, clock: MovableClock) -> None:
    """Enough to find the thing again."""
    with database.transaction() as session:
        audit.record(session, clock.now(), "shell:camille", "campaign.launched", campaign=3, audience=12)

    with database.reading() as session:
        kept = session.exec(select(AuditEntry)).one()
    assert (kept.actor, kept.act, kept.details) == (
        "shell:camille", "campaign.launched", {"campaign": 3, "audience": 12},
    )  # fmt: skip


def test_an_act_that_failed_is_not_kept(database: Database, clock: MovableClock) -> None:
    """The record goes with the transaction."""
    with contextlib.suppress(ZeroDivisionError), database.transaction() as session:
        audit.record(session, clock.now(), "tick", "campaign.launched")
        raise ZeroDivisionError

    with database.reading() as session:
        assert session.exec(select(AuditEntry)).all() == []
