"""What a committee says of a status that the engine computed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0751"
down_revision = "0711"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make room for corrections."""
    op.create_table(
        "status_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention", sa.Integer(), nullable=False),
        sa.Column("commitment", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("corrected_on", sa.Date(), nullable=False),
        sa.Column("actor", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["convention"], ["convention_version.id"], name=op.f("fk_status_correction_convention_convention_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_correction")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_status_correction_convention"), "status_correction", ["convention"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_index(op.f("ix_status_correction_convention"), table_name="status_correction")
    op.drop_table("status_correction")
