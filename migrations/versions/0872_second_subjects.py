"""Two subjects are tried on some readers, and the better one goes to the rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0872"
down_revision = "0841"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make the tables and the column."""
    op.create_table(
        "second_subject",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("subject", _TEXT, nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_second_subject_issue_id_issue"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_second_subject")),
    )
    op.create_table(
        "subject_trial",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("first_readers", sa.Integer(), nullable=False),
        sa.Column("second_readers", sa.Integer(), nullable=False),
        sa.Column("out_at", sa.BigInteger(), nullable=True),
        sa.Column("chosen_at", sa.BigInteger(), nullable=True),
        sa.Column("chosen", _TEXT, nullable=False),
        sa.Column("because", _TEXT, nullable=False),
        sa.Column("first_clicked", sa.Integer(), nullable=False),
        sa.Column("second_clicked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_subject_trial_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_subject_trial")),
    )
    op.add_column("delivery", sa.Column("second", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("delivery", "second")
    op.drop_table("subject_trial")
    op.drop_table("second_subject")
