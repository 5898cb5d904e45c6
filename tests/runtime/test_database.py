"""The database: how it is opened, who commits, and what its errors keep to themselves."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from sqlmodel import Session, select

from runtime import bulk, errors
from runtime import database as databases
from runtime.audit import AuditEntry
from runtime.clock import Clock
from runtime.database import Database

pytestmark = pytest.mark.dialects


def enter(session: Session, act: str = "test.done") -> None:
    """Write a row."""
    session.add(AuditEntry(at=Clock().now(), actor="test", act=act))
    session.flush()


def acts(database: Database) -> list[str]:
    """Return what was written."""
    with database.reading() as session:
        return list(session.exec(select(AuditEntry.act)))


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 30_000), ("synchronous", 2)]
)
def test_sqlite_is_opened_for_letters(tmp_path: Path, pragma: str, value: object) -> None:
    """Readers do not wait, references hold, writers wait, and what is committed is on the disk."""
    opened = databases.connect(f"sqlite:///{tmp_path / 'x.db'}")
    with opened.reading() as session:
        found = session.execute(sqlalchemy.text(f"PRAGMA {pragma}")).scalar()
    opened.engine.dispose()

    assert found == value


def test_a_transaction_commits(database: Database) -> None:
    """When its block ends."""
    with database.transaction() as session:
        enter(session)

    assert acts(database) == ["test.done"]


def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    """Whatever it had written."""
    with contextlib.suppress(ZeroDivisionError), database.transaction() as session:
        enter(session)
        raise ZeroDivisionError

    assert acts(database) == []


def test_reading_never_commits(database: Database) -> None:
    """A rehearsal relies on it."""
    with database.reading() as session:
        enter(session)

    assert acts(database) == []


@pytest.fixture
def busy(small: Database) -> Iterator[sqlite3.Connection]:
    """Another process, which has the lock for writing."""
    connection = sqlite3.connect(str(small.engine.url.database))
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_a_second_writer_waits_and_looks_often(
    small: Database, busy: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Instead of failing half way. SQLite by itself would look after 328 and 428 milliseconds: a writer that is busy
    nearly all the time pauses just in between.
    """
    looks: list[float] = []

    def pause(seconds: float) -> None:
        looks.append(seconds)
        if sum(looks) > 0.35:
            busy.rollback()

    monkeypatch.setattr(time, "sleep", pause)
    with small.transaction() as session:
        enter(session, "patient")

    assert acts(small) == ["patient"]
    assert max(looks) == 0.001


def test_a_second_writer_does_not_wait_for_ever(
    small: Database, busy: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a minute, then it says so, and nothing is written."""
    began, slept = time.monotonic(), [0.0]
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(time, "monotonic", lambda: began + 1_000 * sum(slept))
    with pytest.raises(errors.DatabaseUnreachable, match="locked"), small.transaction() as session:
        enter(session)

    busy.rollback()
    assert sum(slept) == pytest.approx(0.03, abs=0.002)
    assert acts(small) == []


def test_on_a_server_writers_do_not_wait_for_each_other(large: Database) -> None:
    """Unless they want the same row."""
    with large.transaction() as first:
        enter(first, "first")
        with large.transaction() as second:
            enter(second, "second")
        assert acts(large) == ["second"]

    assert sorted(acts(large)) == ["first", "second"]


def test_an_error_does_not_print_its_parameters(database: Database) -> None:
    """They are people's addresses."""
    statement = sqlalchemy.text("INSERT INTO audit (id, at, actor, act, details) VALUES (1, NULL, :who, 'x', '{}')")
    with pytest.raises(sqlalchemy.exc.IntegrityError) as failed, database.transaction() as session:
        session.execute(statement, {"who": "zoe@brumevent.example"})

    assert "zoe@" not in str(failed.value)


@pytest.mark.parametrize("url", ["mysql://u@h/x", "junk", "postgresql://u@h:port/x"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    """With the two kinds that there are."""
    with pytest.raises(errors.SettingRefused, match="sqlite:///… ou postgresql://"):
        databases.connect(url)


def test_a_connection_that_broke_while_it_idled_is_replaced(
    large: Database, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server was restarted between two minutes of cron; nobody need know."""
    ask = sqlalchemy.text("SELECT pg_backend_pid()")
    with large.reading() as session:
        first = session.scalar(ask)
    other = databases.connect(postgres)
    with other.reading() as session:
        session.execute(sqlalchemy.text("SELECT pg_terminate_backend(:pid)"), {"pid": first})
    other.engine.dispose()
    monkeypatch.setattr(databases, "_IDLE_SECONDS", -1)
    with large.reading() as session:
        assert session.scalar(ask) != first


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    """Port 9 discards."""
    opened = databases.connect("postgresql+psycopg://u:hunter2@127.0.0.1:9/x")
    with pytest.raises(errors.DatabaseUnreachable) as failed, opened.reading():
        pass

    assert "127.0.0.1:9" in str(failed.value)
    assert "hunter2" not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_file_that_is_no_database_is_unreachable(tmp_path: Path) -> None:
    """Whatever it is."""
    (tmp_path / "x.db").write_bytes(b"no database at all" * 100)
    opened = databases.connect(f"sqlite:///{tmp_path / 'x.db'}")

    with pytest.raises(errors.DatabaseUnreachable, match=r"x\.db"), opened.reading():
        pass


def _count(place: bulk.Direct) -> int:
    return int(place.run("SELECT count(*) FROM audit", {}, has_rows=True)[0][0])


def _enter_directly(place: bulk.Direct) -> None:
    at = "'2009-09-15 08:00:00+00'"
    place.run(
        f"INSERT INTO audit (at, actor, act, details) VALUES ({at}, 'test', 'test.done', '{{}}')", {}, has_rows=False
    )


def test_a_writer_commits_when_its_block_ends(database: Database) -> None:
    """On one connection, transaction after transaction."""
    writer = database.writer()
    for number in range(3):
        with writer.transaction() as direct:
            assert _count(direct) == number
            _enter_directly(direct)
    writer.close()

    assert len(acts(database)) == 3


def test_a_writer_forgets_what_failed_and_goes_on(database: Database) -> None:
    """Half a group is never written."""
    writer = database.writer()
    with contextlib.suppress(ZeroDivisionError), writer.transaction() as direct:
        _enter_directly(direct)
        raise ZeroDivisionError
    with writer.transaction() as direct:
        assert _count(direct) == 0
        _enter_directly(direct)
    writer.close()

    assert len(acts(database)) == 1


def test_what_a_writers_database_says_is_translated(database: Database) -> None:
    """Like everywhere: one sentence, without the row."""
    writer = database.writer()
    with pytest.raises(errors.DatabaseUnreachable), writer.transaction() as direct:
        direct.run("SELECT * FROM nothing_of_the_kind", {}, has_rows=True)
    writer.close()
