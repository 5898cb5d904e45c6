"""Clicks: where links lead, and events that are told apart, counted by link, and judged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0009"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the destinations; give events an identity, a link and a verdict, and the index that counts them."""
    op.create_table(
        "destination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("url", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.drop_index("ix_event_campaign_id", "event")
    op.add_column("event", sa.Column("event_id", sqltypes.AutoString(), nullable=True))
    op.add_column("event", sa.Column("link", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("robot", sqltypes.AutoString(), nullable=False, server_default=""))
    op.create_index("event_once", "event", ["event_id"], unique=True)
    op.create_index("event_counts", "event", ["campaign_id", "kind", "link", "robot"])
