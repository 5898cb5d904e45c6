"""Issues are composed together: remarks, what was taken over, groups for trial letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0621"
down_revision = "0611"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "issue_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("resolved_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("resolved_by", _TEXT, nullable=False),
        _refers("issue_comment", "issue_id", "issue"),
        _refers("issue_comment", "item_id", "item"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_issue_comment_issue_id"), "issue_comment", ["issue_id"], unique=False)
    op.create_table(
        "taken_over",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        _refers("taken_over", "issue_id", "issue"),
        sa.ForeignKeyConstraint(["source_id"], ["issue.id"], name=op.f("fk_taken_over_source_id_issue")),
        sa.PrimaryKeyConstraint("issue_id", "item_id", name=op.f("pk_taken_over")),
    )
    op.create_table(
        "trial_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_trial_group_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_group")),
        sa.UniqueConstraint("publication_id", "name", name=op.f("uq_trial_group_publication_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "trial_address",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.LargeBinary(), nullable=False),
        sa.Column("address", _TEXT, nullable=False),
        _refers("trial_address", "group_id", "trial_group"),
        sa.PrimaryKeyConstraint("group_id", "address_key", name=op.f("pk_trial_address")),
    )
    op.create_index(op.f("ix_trial_address_address_key"), "trial_address", ["address_key"], unique=False)


def downgrade() -> None:
    """Forget them."""
    for table in ("trial_address", "trial_group", "taken_over", "issue_comment"):
        op.drop_table(table)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE")
