"""The convention is data: its versions, its words, what proves its clauses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0701"
down_revision = "0731"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "convention_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("stored_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("stored_by", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["convention_version.id"], name=op.f("fk_convention_version_amends_id_convention_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention_version")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "wording",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_wording")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", _TEXT, nullable=False),
        sa.Column("subject", _TEXT, nullable=False),
        sa.Column("commitment", _TEXT, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("nature", _TEXT, nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("link", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("act", "subject", "commitment", name=op.f("uq_evidence_act")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidence_subject"), "evidence", ["subject"], unique=False)
    op.create_index(op.f("ix_evidence_on"), "evidence", ["on"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_table("evidence")
    op.drop_table("wording")
    op.drop_table("convention_version")
