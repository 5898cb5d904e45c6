"""No number is ever given twice, in any table: what still names a row that is gone names nothing else.

PostgreSQL counts so by itself, and SQLite does for a table whose text says AUTOINCREMENT. The text is all that differs:
the rows lie in the file as before. So it is changed in place, as https://sqlite.org/lang_altertable.html describes;
making every table again would copy a ledger of millions of letters.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0411"
down_revision = "0341"
branch_labels = None
depends_on = None

#: A key that the database gives, as SQLAlchemy and Alembic write it.
_KEY = re.compile(r",\s*(?:CONSTRAINT \S+ )?PRIMARY KEY \(id\)")
_COLUMN = re.compile(r"\bid INTEGER NOT NULL(?=,)")
#: Numbers that are given elsewhere: those of the shipped groups, of a campaign, of the only row.
_GIVEN = {"provider", "history_sending", "journal_place"}
#: What remembers a number without pointing to its row: numbers go on from there too.
_REMEMBERED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "organisation": (("import_change", "row_id", "thing = 'organisation'"),),
    "former_identity": (("import_change", "row_id", "thing = 'former_identity'"),),
    "signature": (("import_change", "row_id", "thing = 'signature'"),),
    "campaign": (("event", "campaign_id", "1"), ("history_sending", "id", "1")),
    "delivery": (("event", "delivery_id", "1"), ("pending_letter", "delivery_id", "1")),
}


def upgrade() -> None:
    """Say so in the text of each table, on SQLite, and begin after the highest number that anything names."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    texts = {name: text for name, text in rows if name not in _GIVEN and _KEY.search(text) and _COLUMN.search(text)}
    (version,) = connection.exec_driver_sql("PRAGMA schema_version").one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    for name, text in texts.items():
        counted = _COLUMN.sub("id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", _KEY.sub("", text, count=1), count=1)
        changed = sa.text("UPDATE sqlite_master SET sql = :text WHERE type = 'table' AND name = :name")
        connection.execute(changed, {"text": counted, "name": name})
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    for name in texts:
        begin = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        connection.execute(begin, {"name": name, "last": _last(connection, name)})


def _last(connection: sa.Connection, name: str) -> int:
    """Return the highest number that was ever given in a table, as far as anything still names it."""
    own = [(name, "id", "1")]
    asked = [
        f'SELECT max("{column}") FROM "{table}" WHERE {condition}'  # noqa: S608 -- our own names
        for table, column, condition in (*own, *_REMEMBERED.get(name, ()))
    ]
    return max((connection.exec_driver_sql(one).scalar_one() or 0 for one in asked), default=0)
