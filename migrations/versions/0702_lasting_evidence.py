"""Evidence may last: a designation holds until a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0702"
down_revision = "0701"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the last day."""
    op.add_column("evidence", sa.Column("until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    op.drop_column("evidence", "until")
