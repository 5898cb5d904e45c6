"""What contributors propose, and which networks were asked for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0721"
down_revision = "0771"
branch_labels = None
depends_on = None

_MOMENTS = ("asked_at", "answered_at", "invited_on", "shown_at", "seen_at", "settled_at", "thanked_at")


def upgrade() -> None:
    """Make room for proposals."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sqltypes.AutoString(), nullable=False) for name in ("sender", "origin", "title", "state", "picture")),
        *(sa.Column(name, sqltypes.AutoString(), nullable=False) for name in ("rights", "remark", "reason")),
        sa.Column("sender_key", sa.LargeBinary(), nullable=True),
        sa.Column("mail_id", sqltypes.AutoString(), nullable=True),
        sa.Column("received_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("consent", sa.Boolean(), nullable=True),
        sa.Column("invites", sa.Boolean(), nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=True),
        *(sa.Column(name, sqltypes.UTCDateTime(), nullable=True) for name in _MOMENTS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_proposal_item_id_item"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_proposal_publication_id_publication")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_proposal_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_proposal_contact_id_contact"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("mail_id", name=op.f("uq_proposal_mail_id")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    for name in ("item_id", "organisation_id", "contact_id", "sender_key"):
        op.create_index(op.f(f"ix_proposal_{name}"), "proposal", [name])
    op.create_table(
        "asked_network",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("address_key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("issue_id", "address_key", name=op.f("pk_asked_network")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_asked_network_issue_id_issue"), ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Forget them."""
    op.drop_table("asked_network")
    op.drop_table("proposal")
