"""Readers who chose of which département they read the regional items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0331"
down_revision = "0311"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what she chose."""
    op.add_column("contact", sa.Column("reads_departement", sqltypes.AutoString(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("contact", "reads_departement")
