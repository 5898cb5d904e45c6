"""Articles and issues can be corrected: versions, and a bin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0511"
down_revision = "0412"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for what was there before, and for what was deleted."""
    op.add_column("item", sa.Column("deleted_at", sqltypes.UTCDateTime(), nullable=True))
    op.add_column("issue", sa.Column("deleted_at", sqltypes.UTCDateTime(), nullable=True))
    op.add_column("issue", sa.Column("former_number", sa.Integer(), nullable=True))
    op.create_table(
        "item_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor", sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_version_item_id_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_version")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_item_version_item_id"), "item_version", ["item_id"], unique=False)


def downgrade() -> None:
    """Forget both: what was deleted is there again."""
    op.drop_index(op.f("ix_item_version_item_id"), table_name="item_version")
    op.drop_table("item_version")
    op.drop_column("issue", "former_number")
    op.drop_column("issue", "deleted_at")
    op.drop_column("item", "deleted_at")
