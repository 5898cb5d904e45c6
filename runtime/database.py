"""The database: one engine per installation, and `transaction()`, the only place that commits.

SQLite runs in WAL mode with foreign keys on and waits for a lock; PostgreSQL is reached by psycopg 3.
Errors never print their parameters: those are people's addresses.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy
from sqlalchemy import event

from runtime import bulk, errors, journal, sqlite_locks
from runtime.language import _

if TYPE_CHECKING:
    from sqlmodel import Session

#: An unreachable server is given up before a lease lapses (libpq's names; the database address may set other values).
_NETWORK: dict[str, Any] = {
    "connect_timeout": 10, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}  # fmt: skip
#: Seconds of idleness after which a connection to a server may be dead without notice.
_IDLE_SECONDS = 5
#: Connections that one process keeps, and more that it may open: one for each thread of `relais serve`, and some for
#: what runs beside them. Seconds to wait for one.
_KEPT, _MORE, _PATIENCE = 32, 8, 15
#: Seconds for which long work steps aside, several times as long as others sleep between two attempts.
_TURN = 0.01
#: Negative: KiB. The active end of a ledger is small, however long the ledger is: memory use stays the same.
_CACHE = -8_192


@dataclass(frozen=True)
class Database:
    """An engine and the ways to use it."""

    engine: sqlalchemy.Engine
    #: The journal that a transaction also writes to, outside of the database, before it commits; `None` in rehearsals.
    journal: journal.Journal | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether one file on this machine is the database."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; `None` for a server."""
        return Path(self.engine.url.database or "") if self.is_sqlite else None

    @property
    def network(self) -> dict[str, Any]:
        """The time-outs of connections to a server, in libpq's names: for code that opens its own connections."""
        return _NETWORK | dict(self.engine.url.query)

    @contextmanager
    def transaction(self, *, patience: float = sqlite_locks.PATIENCE) -> Iterator[Session]:
        """Open a session that writes: committed when the block ends, rolled back when it raises.

        On SQLite the write lock is taken at once, so that two writers wait instead of failing half way. `patience` says
        how many seconds to wait for another writer.

        Raises:
            errors.OutsideMissing: the database is away, or another writer is not done in time.
        """
        from sqlmodel import Session  # imported here: commands that only read start without it

        with _translated(self.engine), self.engine.connect() as connection:
            connection.info.update(writes=True, patience=patience)
            with Session(connection, expire_on_commit=False) as session:
                if not self.is_sqlite and patience < sqlite_locks.PATIENCE:
                    session.execute(sqlalchemy.text(f"SET LOCAL lock_timeout = {int(patience * 1000)}"))
                yield session
                journal.flush(session, self.journal)
                session.commit()

    def pause(self, session: Session) -> None:
        """Commit what was done so far in this `transaction`, let others write, and go on in a new one.

        For long work, in steps each of which leaves a state that can stay.
        """
        journal.flush(session, self.journal)
        session.commit()
        time.sleep(_TURN)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session for reading only: it never commits."""
        from sqlmodel import Session

        with self.looking() as connection, Session(connection, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[sqlalchemy.Connection]:
        """Open a connection for reading only, without the ORM, which is not even loaded."""
        with _translated(self.engine), self.engine.connect() as connection:
            connection.info["writes"] = False
            yield connection

    @contextmanager
    def lock(self, number: int) -> Iterator[bool]:
        """Hold a lock, by its number, among all processes of a server; yields false when another process holds it.

        Always true on SQLite: there is only one machine, where files are locked instead.
        """
        if self.is_sqlite:
            yield True
            return
        with _translated(self.engine), self.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            given = {"number": number}
            is_held = bool(connection.scalar(sqlalchemy.text("SELECT pg_try_advisory_lock(:number)"), given))
            try:
                yield is_held
            finally:
                if is_held:
                    connection.execute(sqlalchemy.text("SELECT pg_advisory_unlock(:number)"), given)

    def writer(self) -> Writer:
        """Return a writer with a connection of its own."""
        return Writer(self.engine)


class Writer:
    """One connection that is kept, for a process that commits hundreds of times a second: no session, no pool.

    A transaction costs a twentieth of one of `Database.transaction`, and promises the same.
    """

    def __init__(self, engine: sqlalchemy.Engine) -> None:
        self._engine = engine
        self._kept: sqlalchemy.PoolProxiedConnection | None = None
        self._is_amid = False

    @contextmanager
    def transaction(self) -> Iterator[bulk.Direct]:
        """Open a transaction: committed when the block ends; when it raises, the connection is given up.

        Raises:
            errors.DatabaseUnreachable.
        """
        try:
            with _translated(self._engine):
                begun = self._begun()
                with begun.together():
                    yield begun
                self._commit()
        except self._engine.dialect.loaded_dbapi.DatabaseError as problem:
            raise _unreachable(self._engine, problem) from problem
        finally:
            if self._is_amid:
                self.close()

    def close(self) -> None:
        """Close the connection and drop what was not committed."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.invalidate()

    def _begun(self) -> bulk.Direct:
        if self._kept is None:
            self._kept = self._engine.raw_connection()
        self._is_amid = True
        direct = bulk.Direct(self._kept.driver_connection, self._engine.dialect)
        if self._engine.dialect.name == "sqlite":  # the driver of PostgreSQL begins by itself
            sqlite_locks.take(direct.connection)
        return direct

    def _commit(self) -> None:
        assert self._kept is not None
        self._kept.driver_connection.commit()  # type: ignore[union-attr]
        self._is_amid = False


def connect(url: str, *, durable: bool = True, beside: journal.Journal | None = None) -> Database:
    """Make the engine for `url`. Nothing is opened yet.

    `durable` false skips the wait for the disk (SQLite only): for rehearsals, never for letters.

    Raises:
        errors.SettingRefused: the address is not one of SQLite or PostgreSQL.
    """
    parsed = _parsed(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    # Named parameters on both databases, so that hot statements can be handed to the driver as they are.
    own: dict[str, Any] = {"paramstyle": "named"} if is_sqlite else {"connect_args": _NETWORK | dict(parsed.query)}
    if parsed.database not in (None, "", ":memory:"):  # one in memory has a single connection
        own |= {"pool_size": _KEPT, "max_overflow": _MORE, "pool_timeout": _PATIENCE}
    engine = sqlalchemy.create_engine(parsed, hide_parameters=True, **own)
    event.listen(engine, "handle_error", _forget_values)
    if is_sqlite:
        _prepare_sqlite(engine, durable=durable)
    else:
        _prepare_postgresql(engine)
    return Database(engine, beside)


def _parsed(url: str) -> sqlalchemy.URL:
    try:
        parsed = sqlalchemy.make_url(url)
        if parsed.get_backend_name() in ("sqlite", "postgresql"):
            return parsed
    except (sqlalchemy.exc.ArgumentError, ValueError):  # ValueError: a port that is no number
        pass
    reason = _("une adresse comme sqlite:///… ou postgresql://utilisateur@serveur/base est attendue")
    raise errors.SettingRefused(name="RELAIS_DATABASE_URL", reason=reason)


def _forget_values(context: sqlalchemy.engine.ExceptionContext) -> None:
    """Keep only the first line of an error: below it PostgreSQL quotes the row, with the addresses in it."""
    for problem in (context.original_exception, context.sqlalchemy_exception):
        if problem is not None and problem.args:
            problem.args = (_first_line(problem.args[0]), *problem.args[1:])


def _prepare_sqlite(engine: sqlalchemy.Engine, *, durable: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see below
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            f"busy_timeout={sqlite_locks.MILLISECONDS}",
            f"cache_size={_CACHE}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sqlalchemy.Connection) -> None:
        if connection.info.get("writes", True):
            _begin_writing(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: sqlalchemy.Connection) -> None:
    raw = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    try:
        sqlite_locks.take(raw, connection.info.get("patience", sqlite_locks.PATIENCE))
    except sqlite3.OperationalError as problem:
        raise sqlalchemy.exc.OperationalError("BEGIN IMMEDIATE", None, problem, hide_parameters=True) from problem


def _prepare_postgresql(engine: sqlalchemy.Engine) -> None:
    """Check whether an idle connection is still alive; one that was used a moment ago is not checked."""

    @event.listens_for(engine, "checkin")
    def remember(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("used", time.monotonic()) > _IDLE_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error:
                raise sqlalchemy.exc.DisconnectionError from None  # the pool opens another


@contextmanager
def _translated(engine: sqlalchemy.Engine) -> Iterator[None]:
    try:
        yield
    except sqlalchemy.exc.TimeoutError as problem:  # no connection became free
        raise errors.DatabaseBusy from problem
    except sqlalchemy.exc.DatabaseError as problem:
        # All its subclasses but one mean a wrong statement; the class itself means that the file is not a database.
        if type(problem) not in (sqlalchemy.exc.OperationalError, sqlalchemy.exc.DatabaseError):
            raise
        raise _unreachable(engine, problem.orig) from problem


def _unreachable(engine: sqlalchemy.Engine, problem: object) -> errors.DatabaseUnreachable:
    url = engine.url.render_as_string(hide_password=True)
    return errors.DatabaseUnreachable(url=url, reason=_first_line(problem))


def _first_line(problem: object) -> str:
    return next(iter(str(problem).strip().splitlines()), "?").rstrip(".")
