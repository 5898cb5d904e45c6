"""Articles are written in the console: drafts, who writes where, the library of pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0611"
down_revision = "0601"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is derived from an article, and two tables."""
    op.add_column("item", sa.Column("alt_awaited", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("item", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("item", sa.Column("searched", sqltypes.AutoString(), nullable=True))
    op.add_column("item", sa.Column("lacking", sa.Integer(), nullable=True))
    op.add_column("item_version", sa.Column("began", sqltypes.UTCDateTime(), nullable=True))
    op.create_table(
        "presence",
        sa.Column("place", sqltypes.AutoString(), nullable=False),
        sa.Column("actor", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("seen", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("place", "actor", name=op.f("pk_presence")),
    )
    op.create_table(
        "picture",
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("file_name", sqltypes.AutoString(), nullable=False),
        sa.Column("alt", sqltypes.AutoString(), nullable=False),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.Column("rights", sqltypes.AutoString(), nullable=False),
        sa.Column("credit", sqltypes.AutoString(), nullable=False),
        sa.Column("caption", sqltypes.AutoString(), nullable=False),
        sa.Column("original", sqltypes.AutoString(), nullable=False),
        sa.Column("crop", sa.JSON(), nullable=False),
        sa.Column("added_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("deleted_at", sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_picture")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("picture")
    op.drop_table("presence")
    op.drop_column("item_version", "began")
    for name in ("lacking", "searched", "revision", "alt_awaited"):
        op.drop_column("item", name)
