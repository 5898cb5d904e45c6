"""Subscription forms: under which name a list is open to whoever asks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0303"
down_revision = "0323"
branch_labels = None
depends_on = None

_PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    """Add the name of the form, and a way to find the requests that nobody confirmed."""
    op.add_column("mailing_list", sa.Column("form", sqltypes.AutoString(), nullable=True))
    op.create_index("ix_mailing_list_form", "mailing_list", ["form"], unique=True)
    op.create_index("subscription_pending", "subscription", ["since"], sqlite_where=_PENDING, postgresql_where=_PENDING)
