"""New signatories: in one transmission, announced in one issue."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0711"
down_revision = "0702"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for what was told of them."""
    op.create_table(
        "transmission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transmission")),
        sa.UniqueConstraint("number", name=op.f("uq_transmission_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "transmitted_signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transmission_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("siren", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=True),
        sa.Column("departement", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("referrer", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["transmission_id"], ["transmission.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transmitted_signatory")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_transmitted_signatory_organisation_id")),
        sa.UniqueConstraint("siren", name=op.f("uq_transmitted_signatory_siren")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_transmitted_signatory_transmission_id"), "transmitted_signatory", ["transmission_id"], unique=False
    )
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("siren", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issue.id"]),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_announcement_organisation_id")),
        sa.UniqueConstraint("siren", name=op.f("uq_announcement_siren")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_announcement_issue_id"), "announcement", ["issue_id"], unique=False)
    op.create_table(
        "signatory_start",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory_start")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("signatory_start")
    op.drop_table("announcement")
    op.drop_table("transmitted_signatory")
    op.drop_table("transmission")
