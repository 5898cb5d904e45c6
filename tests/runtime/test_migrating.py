"""Migrations: applied once, refused when they come from the future, and equal to what the code describes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session, SQLModel

import accounts.models
import campaigns.acting.absences.rows
import campaigns.checking.models
import campaigns.editorial.issue_rows
import campaigns.editorial.models
import campaigns.editorial.wordings
import campaigns.partnership.approvals.rows
import campaigns.partnership.bilan.models
import campaigns.partnership.conventions.models
import campaigns.partnership.designations.rows
import campaigns.partnership.evidence.models
import campaigns.partnership.kit.rows
import campaigns.partnership.link_checks.models
import campaigns.partnership.meetings.rows
import campaigns.partnership.proposals.proposal_rows
import campaigns.partnership.transmissions.rows
import campaigns.post.answer_rows
import campaigns.post.launch_rows
import campaigns.post.message_rows
import campaigns.post.models
import campaigns.post.plan_rows
import campaigns.post.returns.letter_rows
import campaigns.post.welcomes.rows
import lists.contacts.readdressing
import lists.contacts.word_index
import lists.history
import lists.models
import lists.permission.consents
import lists.permission.journal_replay
import lists.permission.special_issues
import lists.retention.inactivity
import lists.retention.terms
import lists.rights_requests
import lists.segments.handpicking
import runtime.audit
import runtime.heartbeats
import runtime.stored_settings
from runtime import database as databases
from runtime import errors, migrating
from runtime.database import Database

pytestmark = pytest.mark.dialects

TABLES = (
    accounts.models, campaigns.checking.models, campaigns.editorial.models, campaigns.post.models,
    campaigns.post.message_rows, lists.models, runtime.audit, runtime.heartbeats,
)  # fmt: skip


def set_revision(database: Database, revision: str) -> None:
    """Pretend that another version left this database."""
    with database.transaction() as session:
        session.execute(sqlalchemy.text("UPDATE alembic_version SET version_num = :is"), {"is": revision})


def test_a_fresh_database_gets_them_all(tmp_path: Path) -> None:
    """Oldest first, up to the newest that the code knows."""
    fresh = databases.connect(f"sqlite:///{tmp_path / 'fresh.db'}")
    applied = migrating.upgrade(fresh)
    fresh.engine.dispose()

    assert applied
    assert applied[-1] == migrating.head()


def test_a_second_time_there_is_nothing_to_do(database: Database) -> None:
    """`relais init` can be repeated."""
    assert migrating.upgrade(database) == []


def test_what_the_files_say_is_what_alembic_says() -> None:
    """It is asked for by every command, and Alembic is not."""
    scripts = ScriptDirectory.from_config(migrating._config())

    assert migrating.head() == scripts.get_current_head()
    assert migrating.known() == {script.revision for script in scripts.walk_revisions()}


def test_two_newest_migrations_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people added one each: that is seen here, and not guessed."""
    monkeypatch.setattr(migrating, "_scripts", lambda: 'revision = "9998"\nrevision = "9999"\n')

    with pytest.raises(LookupError):
        migrating.head()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The job engine looks after its own tables."""
    return kind != "table" or not (name or "").startswith("procrastinate")


def test_the_tables_are_those_of_the_code(database: Database) -> None:
    """Whoever changes a model writes its migration."""
    assert all(one.__name__ for one in TABLES)
    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True, "include_name": _is_ours}
        )
        both: Any = [SQLModel.metadata, runtime.heartbeats.METADATA, runtime.stored_settings.METADATA]
        assert compare_metadata(context, both) == []


def test_one_of_this_version_passes(database: Database, tmp_path: Path) -> None:
    """Silently."""
    migrating.check(database, tmp_path)


def test_one_from_the_future_is_refused(database: Database, tmp_path: Path) -> None:
    """By whoever opens it, and by whoever would migrate it."""
    set_revision(database, "9999")

    with pytest.raises(errors.DatabaseTooNew, match="9999"):
        migrating.check(database, tmp_path)
    with pytest.raises(errors.DatabaseTooNew):
        migrating.upgrade(database)


def test_one_from_the_past_says_what_to_do(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is the day after an update."""
    monkeypatch.setattr(migrating, "head", lambda: "9999")

    with pytest.raises(errors.DatabaseTooOld, match="attend une mise à jour"):
        migrating.check(database, tmp_path)


def test_a_database_that_was_never_made_is_not_made_by_looking(tmp_path: Path) -> None:
    """SQLite would create an empty file."""
    file = tmp_path / "none.db"

    with pytest.raises(errors.DatabaseMissing):
        migrating.check(databases.connect(f"sqlite:///{file}"), tmp_path)
    assert not file.exists()


#: Numbers that we give; and of consents, which the database lets nobody remove.
_OTHERS = {"provider", "history_sending", "journal_place", "consent"}
_NUMBERED = [
    table
    for table in SQLModel.metadata.sorted_tables
    if [one.name for one in table.primary_key] == ["id"] and table.name not in _OTHERS
]
#: Something plain for each kind of column.
_PLAIN: tuple[tuple[type[sqlalchemy.types.TypeEngine[Any]], Any], ...] = (
    (sqlalchemy.Boolean, False),
    (sqlalchemy.Numeric, 0),
    (sqlalchemy.Integer, 0),
    (sqlalchemy.LargeBinary, b""),
    (sqlalchemy.DateTime, datetime(2009, 9, 15, tzinfo=UTC)),
    (sqlalchemy.Date, date(2009, 9, 15)),
    (sqlalchemy.JSON, {}),
)


def _plain(column: sqlalchemy.Column[Any]) -> Any:
    type_ = column.type.impl_instance if isinstance(column.type, sqlalchemy.TypeDecorator) else column.type
    return next((value for kind, value in _PLAIN if isinstance(type_, kind)), "")


def _number(session: Session, table: sqlalchemy.Table) -> int:
    """Return the number of a row that is put in, with something plain wherever a value is needed."""
    values = {one.name: _plain(one) for one in table.c if not one.nullable and one.name != "id"}
    return int(session.execute(table.insert().values(values).returning(table.c.id)).scalar_one())


@pytest.mark.parametrize("table", _NUMBERED, ids=lambda table: str(table.name))
def test_no_number_is_given_twice(database: Database, table: sqlalchemy.Table) -> None:
    """A letter, an event, the audit or a person may still name the row that is gone."""
    lax = "PRAGMA defer_foreign_keys = ON" if database.is_sqlite else "SET session_replication_role = replica"
    with database.looking() as connection:  # nothing is kept: the rows that it points to are missing
        connection.exec_driver_sql(lax)
        session = Session(connection)
        first = _number(session, table)
        session.execute(table.delete())

        assert _number(session, table) > first
