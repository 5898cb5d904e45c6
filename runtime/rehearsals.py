"""Rehearsals: work that is done in full and dropped, and that keeps nobody from writing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runtime import database
from runtime.database import Database

if TYPE_CHECKING:
    import sqlalchemy
    from sqlmodel import Session


@contextmanager
def session(real: Database) -> Iterator[Session]:
    """Open a session that is never committed: on SQLite, which knows one writer, on a copy that is removed."""
    if not real.is_sqlite:
        with real.reading() as opened:
            yield opened
        return
    with tempfile.TemporaryDirectory(prefix="rehearsal-", dir=Path(str(real.engine.url.database)).parent) as folder:
        copy = database.connect(f"sqlite:///{folder}/copy.db", durable=False)
        try:
            with real.looking() as mine, copy.looking() as its:
                _raw(mine).backup(_raw(its))
            with copy.reading() as opened:
                yield opened
        finally:
            copy.engine.dispose()


def _raw(connection: sqlalchemy.Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)
