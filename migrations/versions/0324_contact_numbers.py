"""Numbers of contacts are never given twice: what still names a number of somebody who was erased names nobody else.

PostgreSQL counts so by itself. SQLite must be told when the table is made, so it is made again; what points to it is
set aside meanwhile, because dropping a table deletes its rows, and what hangs on them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0324"
down_revision = "0303"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of contacts again, on SQLite."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    inspector = sa.inspect(connection)
    pointing = [
        table
        for table in inspector.get_table_names()
        if table != "contact" and any(key["referred_table"] == "contact" for key in inspector.get_foreign_keys(table))
    ]
    for table in pointing:
        connection.exec_driver_sql(f'CREATE TEMPORARY TABLE "aside_{table}" AS SELECT * FROM "{table}"')  # noqa: S608 -- our own names
        connection.exec_driver_sql(f'DELETE FROM "{table}"')  # noqa: S608
    with op.batch_alter_table("contact", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
        pass
    last = _last(connection)
    if last:
        connection.execute(sa.text("UPDATE sqlite_sequence SET seq = :last WHERE name = 'contact'"), {"last": last})
    for table in pointing:
        connection.exec_driver_sql(f'INSERT INTO "{table}" SELECT * FROM "aside_{table}"')  # noqa: S608
        connection.exec_driver_sql(f'DROP TABLE "aside_{table}"')


def _last(connection: sa.Connection) -> int:
    """Return the highest number that was ever given, as far as anything still names it."""
    known = "SELECT max(id) FROM contact UNION ALL SELECT max(contact_id) FROM delivery"
    return max((one or 0 for one in connection.exec_driver_sql(known).scalars()), default=0)
