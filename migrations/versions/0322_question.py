"""The question to whoever was silent: which message it is, and whether it left."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0322"
down_revision = "0321"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is known of the question; nobody was asked before."""
    op.add_column("lapse", sa.Column("message_id", sa.BigInteger(), nullable=True))
    op.add_column("lapse", sa.Column("is_told", sa.Boolean(), nullable=False, server_default=sa.false()))
