"""The letter: the house style of a publication, warnings that were muted, links that were looked at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0006"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give publications a house style, and the checks a memory."""
    profile: sa.Column[str] = sa.Column("profile", sqltypes.AutoString(), nullable=False, server_default="fr-FR")
    op.add_column("publication", profile)
    for name, empty in (("acronyms", "{}"), ("terms", "[]"), ("quoted", "[]")):
        op.add_column("publication", sa.Column(name, sa.JSON(), nullable=False, server_default=sa.text(f"'{empty}'")))
    op.create_table(
        "muted_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sqltypes.AutoString(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=True),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "issue_id"),
    )
    op.create_table(
        "link_visit",
        sa.Column("url", sqltypes.AutoString(), nullable=False),
        sa.Column("outcome", sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("url"),
    )
