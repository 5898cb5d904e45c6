"""What was found on the pages of partners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0703"
down_revision = "0712"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "site_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on_code", _TEXT, nullable=False),
        sa.Column("of_code", _TEXT, nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("page", _TEXT, nullable=False),
        sa.Column("is_file", sa.Boolean(), nullable=False),
        sa.Column("link", sa.Boolean(), nullable=False),
        sa.Column("logo", sa.Boolean(), nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_site_check_on_code"), "site_check", ["on_code"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_table("site_check")
