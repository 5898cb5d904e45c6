"""The kit that missions locales pass on, and which organisations took it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0712"
down_revision = "0732"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it."""
    op.create_table(
        "kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("prepared_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "kit_taking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_taking")),
        sa.UniqueConstraint("organisation_id", "on", name=op.f("kit_taking_once_a_day")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("kit_taking")
    op.drop_table("kit")
