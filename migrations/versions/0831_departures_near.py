"""An index by which every page of the console finds the departures that are near."""

from __future__ import annotations

from alembic import op

revision = "0831"
down_revision = "0871"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.create_index("campaign_state", "campaign", ["state", "not_before"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("campaign_state", "campaign")
