"""How far the journal of objections was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0104"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "journal_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("octets", sa.BigInteger(), nullable=False),
        sa.Column("head", sqltypes.AutoString(), nullable=False),
        sa.Column("compared_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
