"""A publication gathers what appeared since its last digest, in a rhythm of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0873"
down_revision = "0802"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "digest",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("every", _TEXT, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("by_itself", sa.Boolean(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("why", _TEXT, nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_digest_publication_id_publication"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("publication_id", name=op.f("pk_digest")),
    )  # fmt: skip


def downgrade() -> None:
    """Drop it."""
    op.drop_table("digest")
