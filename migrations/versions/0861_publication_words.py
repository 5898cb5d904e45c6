"""A letter says in its own words why it is received, counts on from a number, and may keep its archive closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0861"
down_revision = "0851"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let every letter go on as it does."""
    op.add_column("publication", sa.Column("why", sqltypes.AutoString(), nullable=False, server_default=""))
    op.add_column("publication", sa.Column("first_number", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("publication", sa.Column("has_archive", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Forget what was chosen."""
    for name in ("has_archive", "first_number", "why"):
        op.drop_column("publication", name)
