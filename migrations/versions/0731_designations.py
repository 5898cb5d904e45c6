"""Who speaks for a side of the partnership, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0731"
down_revision = "0631"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make room for designations."""
    op.create_table(
        "designation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("function", _TEXT, nullable=False),
        sa.Column("email", _TEXT, nullable=False),
        sa.Column("address_key", sa.LargeBinary(), nullable=False),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("renewal_asked_at", sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_designation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_designation_side"), "designation", ["side"], unique=False)
    op.create_index(op.f("ix_designation_address_key"), "designation", ["address_key"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_index(op.f("ix_designation_address_key"), table_name="designation")
    op.drop_index(op.f("ix_designation_side"), table_name="designation")
    op.drop_table("designation")
