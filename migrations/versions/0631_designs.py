"""Letters have a design: a publication's own, and that of an issue that has another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0631"
down_revision = "0621"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let every letter look as it did."""
    op.add_column(
        "publication", sa.Column("design", sqltypes.AutoString(), nullable=False, server_default="institutional")
    )
    op.add_column("issue", sa.Column("design", sqltypes.AutoString(), nullable=False, server_default=""))


def downgrade() -> None:
    """Let all have the one design there was."""
    op.drop_column("issue", "design")
    op.drop_column("publication", "design")
