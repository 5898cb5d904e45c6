"""A database that another version of Relais left: the migrations lose nothing of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from runtime import database as databases
from runtime import migrating
from tests import landed

ROWS: dict[str, int] = landed.RECORDED["rows"]


def counted(file: Path, tables: set[str]) -> dict[str, int]:
    """Return how many rows each of these tables has."""
    connection = sqlite3.connect(file)
    try:
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(tables)}
    finally:
        connection.close()


def test_an_update_keeps_every_row(tmp_path: Path) -> None:
    """What came in goes on, table by table."""
    landed.unpack(tmp_path)
    assert counted(tmp_path / "relais.db", set(ROWS)) == ROWS
    found = databases.connect(f"sqlite:///{tmp_path / 'relais.db'}")
    migrating.upgrade(found)
    found.engine.dispose()

    assert counted(tmp_path / "relais.db", set(ROWS)) == ROWS
