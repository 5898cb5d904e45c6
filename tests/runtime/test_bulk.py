"""Many values in one parameter: the same statement for one row and for a thousand, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from runtime import audit, bulk
from runtime.database import Database

pytestmark = pytest.mark.dialects

AUDIT = SQLModel.metadata.tables[str(audit.AuditEntry.__tablename__)]
_COLUMNS = {"row": sa.BigInteger, "said": sa.Text}


def _fill(connection: sa.Connection, many: int) -> None:
    plain = {"at": datetime(2009, 9, 15, tzinfo=UTC), "actor": "", "act": "", "details": {}}
    connection.execute(sa.insert(AUDIT), [plain | {"id": number} for number in range(1, many + 1)])


def _mark(dialect: str) -> sa.Update:
    return sa.update(AUDIT).where(bulk.among(AUDIT.c.id, "ids", dialect)).values(act="marked").returning(AUDIT.c.id)


def _say(dialect: str) -> sa.Update:
    told = bulk.rows("told", _COLUMNS, dialect)
    return sa.update(AUDIT).where(AUDIT.c.id == told.c.row).values(actor=told.c.said).returning(AUDIT.c.id)


def _mark_found(dialect: str) -> sa.Update:
    wanted = sa.select(AUDIT.c.id).where(AUDIT.c.act == "marked")
    return sa.update(AUDIT).where(bulk.found(AUDIT.c.id, wanted, dialect)).values(act="found").returning(AUDIT.c.id)


def test_a_list_of_numbers_is_one_parameter(database: Database) -> None:
    """Whatever its length; an empty one finds nothing."""
    with database.transaction() as session:
        connection = session.connection()
        _fill(connection, 3)
        for wanted in ([1, 3], [2], []):
            given = bulk.pack_numbers("ids", wanted, session)
            assert sorted(row[0] for row in bulk.run(session, _mark, given)) == wanted


def test_rows_of_values_are_joined(database: Database) -> None:
    """Text is a value: quotes, percent signs and brackets arrive as they are."""
    said = ["250 « ok » 100 %s :now", "l'autre \"\\", ""]
    with database.transaction() as session:
        connection = session.connection()
        _fill(connection, 3)
        given = bulk.pack_rows("told", list(enumerate(said, 1)), session)
        bulk.run(session, _say, given)

        assert list(connection.execute(sa.select(AUDIT.c.actor).order_by(AUDIT.c.id)).scalars()) == said


def test_what_is_looked_up_first_may_be_nothing(database: Database) -> None:
    """None wanted, none found."""
    with database.transaction() as session:
        connection = session.connection()
        _fill(connection, 2)
        assert bulk.run(session, _mark_found, {}) == []

        bulk.run(session, _mark, bulk.pack_numbers("ids", [2], session))
        assert [row[0] for row in bulk.run(session, _mark_found, {})] == [2]
