"""Signatures remember the import that brought them, as contacts do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0103"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; signatures of before it are not known to come from any import."""
    pointer = sa.Column("import_id", sa.Integer(), sa.ForeignKey("import_run.id"), nullable=True)
    op.add_column("signature", pointer, inline_references=True)
    op.create_index("ix_signature_import_id", "signature", ["import_id"])
