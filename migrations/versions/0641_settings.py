"""What the console sets: the mail server, the mailbox, the address of the pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0641"
down_revision = "0511"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for sealed settings."""
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("setting")
