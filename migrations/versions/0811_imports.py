"""Files that wait to be imported, and what was said of their columns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0811"
down_revision = "0831"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "import_draft",
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column("mailing_list_id", sa.Integer(), nullable=False),
        sa.Column("headings", sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqltypes.AutoString(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("problem", sqltypes.AutoString(), nullable=False),
        sa.Column("actor", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailing_list_id"], ["mailing_list.id"], name=op.f("fk_import_draft_mailing_list_id_mailing_list")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_draft_run_id_import_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("import_draft") as draft:
        draft.create_index(op.f("ix_import_draft_headings"), ["headings"], unique=False)
        draft.create_index(op.f("ix_import_draft_run_id"), ["run_id"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_table("import_draft")
