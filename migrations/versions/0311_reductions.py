"""Readers who want the special issues only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0311"
down_revision = "0324"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "reduction",
        sa.Column("mailing_list_id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.LargeBinary(16), nullable=False),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mailing_list_id"], ["mailing_list.id"]),
        sa.PrimaryKeyConstraint("mailing_list_id", "address_key"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("reduction")
