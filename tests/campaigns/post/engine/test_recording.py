"""Group commit: one transaction for everybody who is ready, and nothing known is lost when it fails."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from campaigns.acting import launching
from campaigns.post import ledger, reports
from campaigns.post.engine import recording
from campaigns.post.engine.recording import Recorder
from campaigns.post.ledger import Batch, Intent, Settlement
from campaigns.post.states import DeliveryState
from runtime.errors import DatabaseUnreachable
from runtime.installation import Installation
from tests import cast

pytestmark = pytest.mark.dialects


@pytest.fixture
def batch(opened: Installation, tmp_path: Path) -> Batch:
    """Four rows, leased and handed over."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.transaction() as session:
        claimed = ledger.claim(session, 1, "elsewhere/1/1", 10, opened.clock.epoch())
        assert claimed is not None
        intents = [Intent(row.id, claimed.lease_id) for row in claimed.rows[1:]]
        ledger.hand_over(session, intents, opened.clock.epoch())
    return claimed


def accepted(batch: Batch) -> list[Settlement]:
    """Return what the server said of the three that were handed over."""
    return [Settlement(row.id, batch.lease_id, DeliveryState.ACCEPTED, "250 Ok") for row in batch.rows[1:]]


def states(opened: Installation) -> list[str]:
    """Return the states, in the order of the rows."""
    with opened.database.reading() as session:
        return [row.state.value for row in reports.deliveries(session, 1)]


def test_those_who_are_ready_share_a_transaction(
    opened: Installation, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four hand in, one transaction answers."""
    groups: list[int] = []
    record = Recorder._record

    def counting(self: Recorder, group: list[Any]) -> list[Any]:
        groups.append(len(group))
        return record(self, group)

    monkeypatch.setattr(Recorder, "_record", counting)

    async def hand_in() -> bool:
        recorder = Recorder(opened.database, opened.clock)
        settled = [recorder.settle(outcome) for outcome in accepted(batch)]
        granted = await recorder.hand_over(None, Intent(batch.rows[0].id, batch.lease_id))
        await asyncio.gather(*settled)
        return granted

    assert asyncio.run(hand_in())
    assert groups == [4]
    assert states(opened) == ["handing_over", "accepted", "accepted", "accepted"]


def test_a_commit_that_fails_loses_no_outcome(
    opened: Installation, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited is told, no intent is granted, and what the server said reaches the disk."""
    monkeypatch.setattr(recording, "_RESCUES", (0.01, 0.01))

    def fail(_self: Recorder, _group: object) -> None:
        raise DatabaseUnreachable(url="sqlite", reason="disk full")

    monkeypatch.setattr(Recorder, "_record", fail)

    async def hand_in() -> list[object]:
        recorder = Recorder(opened.database, opened.clock)
        settled = [recorder.settle(outcome) for outcome in accepted(batch)]
        asked = recorder.hand_over(None, Intent(batch.rows[0].id, batch.lease_id))
        return list(await asyncio.gather(asked, *settled, return_exceptions=True))

    assert all(isinstance(answer, DatabaseUnreachable) for answer in asyncio.run(hand_in()))
    assert states(opened) == ["claimed", "accepted", "accepted", "accepted"]


def test_a_verb_that_fails_fails_alone(opened: Installation, batch: Batch) -> None:
    """The others of its group are committed."""

    def fail(_session: object) -> None:
        raise ZeroDivisionError

    async def hand_in() -> list[object]:
        recorder = Recorder(opened.database, opened.clock)
        futures = [recorder.perform(fail), *map(recorder.settle, accepted(batch))]
        return list(await asyncio.gather(*futures, return_exceptions=True))

    assert isinstance(asyncio.run(hand_in())[0], ZeroDivisionError)
    assert states(opened)[1:] == ["accepted", "accepted", "accepted"]
