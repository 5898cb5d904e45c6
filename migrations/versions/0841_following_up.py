"""Campaigns that complete another one, and links of sent letters that lead elsewhere since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0841"
down_revision = "0861"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "completion",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("completes_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_completion_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["completes_id"], ["campaign.id"], name=op.f("fk_completion_completes_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_completion")),
    )
    op.create_index(op.f("ix_completion_completes_id"), "completion", ["completes_id"])
    op.create_table(
        "link_repair",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_link_repair_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["destination.id"], name=op.f("fk_link_repair_destination_id_destination")
        ),
        sa.PrimaryKeyConstraint("edition_id", "number", name=op.f("pk_link_repair")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("link_repair")
    op.drop_index(op.f("ix_completion_completes_id"), table_name="completion")
    op.drop_table("completion")
