"""Meetings: what is planned, who is invited, and what was already said of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0741"
down_revision = "0751"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sqltypes.AutoString(), nullable=False)
            for name in ("kind", "name", "title", "starts", "ends", "place", "agenda", "state", "reason")
        ),
        sa.Column("attendees", sa.Integer(), nullable=True),
        sa.Column("minutes", sqltypes.AutoString(), nullable=False),
        sa.Column("summary", sqltypes.AutoString(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("organizer", sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_meeting_publication_id_publication")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_name"), "meeting", ["name"], unique=True)
    op.create_table(
        "meeting_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqltypes.AutoString(), nullable=False),
        sa.Column("address_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("side", sqltypes.AutoString(), nullable=False),
        sa.Column("invited_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("arrival", sqltypes.AutoString(), nullable=False),
        sa.Column("answer", sqltypes.AutoString(), nullable=False),
        sa.Column("answered_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("answered_sequence", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_guest_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_guest")),
        sa.UniqueConstraint("meeting_id", "address_key", name="meeting_guest_once"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_guest_meeting_id"), "meeting_guest", ["meeting_id"])
    op.create_index(op.f("ix_meeting_guest_address_key"), "meeting_guest", ["address_key"])
    op.create_table(
        "meeting_said",
        sa.Column("what", sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("what", "about", name=op.f("pk_meeting_said")),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("meeting_said", "meeting_guest", "meeting"):
        op.drop_table(table)
