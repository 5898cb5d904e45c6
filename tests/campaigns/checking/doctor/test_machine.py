"""The database is whole, the disk has room, somebody ticks."""

from __future__ import annotations

import shutil
import socket
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from campaigns.acting import ticking
from campaigns.checking.doctor import machine
from campaigns.checking.doctor.results import Status
from runtime import database as databases
from runtime.installation import Installation
from tests.campaigns.checking.doctor.conftest import given, only
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects


class Usage(NamedTuple):
    """What the system says of a disk."""

    total: int
    used: int
    free: int


def test_a_database_that_is_whole_is_well(installed: Installation) -> None:
    """Of either kind."""
    result = only(machine.database, installed)

    assert (result.check, result.status) == ("database", Status.OK)
    assert ("SQLite" if installed.database.is_sqlite else "PostgreSQL") in result.detail


def test_a_database_that_is_damaged_fails(installed: Installation, tmp_path: Path) -> None:
    """SQLite reads its own pages again."""
    file = tmp_path / "damaged.db"
    made = databases.connect(f"sqlite:///{file}")
    with made.transaction() as session:
        session.connection().exec_driver_sql("CREATE TABLE t (a TEXT)")
        session.connection().exec_driver_sql("CREATE INDEX i ON t (a)")
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
            "INSERT INTO t SELECT 'x' || i FROM n"
        )
    made.engine.dispose()
    content = bytearray(file.read_bytes())
    content[-8192:] = b"\xff" * 8192
    file.write_bytes(content)
    broken = Installation(
        installed.settings, databases.connect(f"sqlite:///{file}"), installed.keyring, installed.clock
    )

    assert only(machine.database, broken).status is Status.FAILED
    broken.database.engine.dispose()


@pytest.mark.parametrize(
    ("free", "status"), [(5_300_000_000, Status.OK), (900_000_000, Status.WARNING), (90_000_000, Status.FAILED)]
)
def test_the_disk_needs_room(
    installed: Installation, monkeypatch: pytest.MonkeyPatch, free: int, status: Status
) -> None:
    """A full one stops a sending in the middle."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**10, 10**10 - free, free))
    result = only(machine.disk, installed)

    assert (result.check, result.status) == ("disk", status)
    assert result.detail.startswith("5,3\u00a0Go" if status is Status.OK else f"{free // 10**6},0\u00a0Mo")


def test_a_folder_that_is_not_there_fails(installed: Installation, tmp_path: Path) -> None:
    """Nothing could be kept."""
    elsewhere = given(installed)
    gone = Installation(
        elsewhere.settings.model_copy(update={"data": tmp_path / "gone"}),
        installed.database, installed.keyring, installed.clock,
    )  # fmt: skip

    assert only(machine.disk, gone).status is Status.FAILED


def test_nobody_has_ever_ticked(installed: Installation) -> None:
    """The sentence says what to do."""
    result = only(machine.tick, installed)

    assert (result.check, result.status) == ("tick", Status.FAILED)
    assert "cron" in result.detail


@pytest.mark.parametrize(
    ("age", "status", "said"),
    [(12, Status.OK, "12 secondes"), (290, Status.OK, "4 minutes"), (301, Status.FAILED, "5 minutes"),
     (90_000, Status.FAILED, "25 heures")],
)  # fmt: skip
def test_somebody_must_tick_each_minute(
    installed: Installation, clock: MovableClock, age: int, status: Status, said: str
) -> None:
    """Five minutes of silence are too many; the machine is named."""
    ticking.tick(installed)
    clock.move(timedelta(seconds=age))
    result = only(machine.tick, installed)

    assert result.status is status
    assert said in result.detail
    assert socket.gethostname() in result.detail
