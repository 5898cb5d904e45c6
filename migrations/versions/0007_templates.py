"""The look of a letter: a theme and a logo, what an issue is, rights to pictures, documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0007"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give publications a look, issues a template, pictures their rights, and documents a table."""
    _add("publication", sa.Column("theme", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    _add("publication", sa.Column("logo", sqltypes.AutoString(), nullable=False, server_default=""))
    _add("publication", sa.Column("images", sqltypes.AutoString(), nullable=False, server_default="hosted"))
    _add("issue", sa.Column("template", sqltypes.AutoString(), nullable=False, server_default="newsletter"))
    _add("issue", sa.Column("approvers", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    _add("item", sa.Column("rights", sqltypes.AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("issue") as issue:  # an invitation has no number
        issue.alter_column("number", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("file_name", sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("added_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "version"),
    )


def _add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column)
