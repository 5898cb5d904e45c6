"""Retention: terms that somebody set, people on their way out, campaigns whose ledger knows no address any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0321"
down_revision = "0301"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and the moment at which a campaign lost its addresses."""
    op.create_table(
        "retention_term",
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("mailing_list_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "mailing_list_id"),
    )
    op.create_table(
        "lapse",
        sa.Column("address_key", sa.LargeBinary(16), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("unasked", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("address_key"),
    )
    op.add_column("campaign", sa.Column("addresses_gone_at", sa.BigInteger(), nullable=True))
