"""The tables of procrastinate, on PostgreSQL: what workers have to do."""

from __future__ import annotations

from alembic import op

revision = "0208"
down_revision = "0103"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    from procrastinate.schema import SchemaManager

    # Straight to the driver: the library's script has percent signs and colons of its own.
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute(SchemaManager.get_schema())
