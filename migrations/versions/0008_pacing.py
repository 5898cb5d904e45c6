"""Deliveries know whose mailbox they go to; no index of theirs speaks of their state."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0003"
branch_labels = None
depends_on = None

DUE = sa.text("next_at >= 0")
LEASED = sa.text("lease_id IS NOT NULL")


def upgrade() -> None:
    op.add_column("delivery", sa.Column("provider", sa.SmallInteger(), server_default="0", nullable=False))
    op.execute("UPDATE delivery SET next_at = -1 WHERE state NOT IN ('planned', 'deferred')")
    op.drop_index("delivery_due", "delivery")
    op.drop_index("delivery_leased", "delivery")
    columns = ["campaign_id", "provider", "next_at", "id"]
    op.create_index("delivery_due", "delivery", columns, sqlite_where=DUE, postgresql_where=DUE)
    op.create_index("delivery_leased", "delivery", ["lease_id"], sqlite_where=LEASED, postgresql_where=LEASED)
    if op.get_bind().dialect.name == "postgresql":
        # Room for two more versions of a row beside it, so that most moves touch no index.
        op.execute("ALTER TABLE delivery SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.1)")
