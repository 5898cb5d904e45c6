"""What happened between us and each contact; contacts picked by hand into segments; how many of an organisation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0004"
down_revision = "0208"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "history_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_history_sending_work"), "history_sending", ["work"])
    op.create_table(
        "history",
        sa.Column("fact", sqltypes.AutoString(), nullable=False),
        sa.Column("sending", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("fact", "sending", "contact_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("history_of_contact", "history", ["contact_id", "fact", "at"])
    op.create_table(
        "segment_pick",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("segment_id", "contact_id"),
    )
    op.create_index(op.f("ix_segment_pick_contact_id"), "segment_pick", ["contact_id"])
    op.create_index("subscription_of_list", "subscription", ["mailing_list_id", "contact_id", "state"])
    op.drop_index(op.f("ix_subscription_mailing_list_id"), "subscription")
    op.add_column("campaign", sa.Column("policy", sqltypes.AutoString(), nullable=False, server_default="all"))
    op.add_column("campaign", sa.Column("told_at", sa.BigInteger(), nullable=True))
