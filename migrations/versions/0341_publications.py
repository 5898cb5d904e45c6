"""Several publications: each with a name, an address and a mailing list of its own, and its own word to its readers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0341"
down_revision = "0331"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the first publication keep its addresses, and what was muted in all of its issues."""
    op.add_column("publication", sa.Column("slug", sqltypes.AutoString(), nullable=False, server_default=""))
    op.execute(
        "UPDATE publication SET slug = 'lettre-' || CAST(id AS VARCHAR(20)) "
        "WHERE id <> (SELECT MIN(one.id) FROM publication AS one)"
    )
    for column in ("name", "slug", "mailing_list_id"):
        op.create_index(f"ix_publication_{column}", "publication", [column], unique=True)
    pointer = sa.Column("publication_id", sa.Integer(), sa.ForeignKey("publication.id"), nullable=True)
    op.add_column("muted_finding", pointer, inline_references=True)
    op.execute("UPDATE muted_finding SET publication_id = (SELECT MIN(id) FROM publication) WHERE issue_id IS NULL")
    op.add_column("subscription", sa.Column("origin", sqltypes.AutoString(), nullable=False, server_default=""))
    op.add_column("subscription", sa.Column("is_untold", sa.Boolean(), nullable=False, server_default=sa.false()))
