"""What readers answer to an invitation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0761"
down_revision = "0721"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for answers: one of each reader to each letter."""
    op.create_table(
        "answer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), nullable=True),
        sa.Column("address_key", sa.LargeBinary(length=16), nullable=True),
        sa.Column("coming", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("represented_by", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_answer_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"], name=op.f("fk_answer_issue_id_issue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("issue_id", "address_key", name=op.f("uq_answer_issue_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("answer") as answer:
        answer.create_index(op.f("ix_answer_campaign_id"), ["campaign_id"], unique=False)
        answer.create_index(op.f("ix_answer_delivery_id"), ["delivery_id"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_table("answer")
