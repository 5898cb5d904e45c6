"""What people write back is kept with its thread, and what was answered; who of the house is away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0851"
down_revision = "0811"
branch_labels = None
depends_on = None

_TEXTS = ("sender_name", "message_id", "ancestors")


def upgrade() -> None:
    """Make room for conversations."""
    with op.batch_alter_table("pending_letter") as letter:
        for name in _TEXTS:
            letter.add_column(sa.Column(name, sqltypes.AutoString(), nullable=False, server_default=""))
        letter.add_column(sa.Column("attachments", sa.JSON(), nullable=False, server_default="[]"))
        letter.add_column(sa.Column("thread_id", sa.Integer(), nullable=True))
        letter.add_column(sa.Column("read_at", sa.BigInteger(), nullable=True))
        letter.add_column(sa.Column("proposals", sa.JSON(), nullable=False, server_default="{}"))
        letter.create_index(op.f("ix_pending_letter_thread_id"), ["thread_id"], unique=False)
    op.create_table(
        "letter_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqltypes.AutoString(), nullable=False),
        sa.Column("message", sa.Integer(), nullable=False),
        sa.Column("message_name", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["pending_letter.id"], name=op.f("fk_letter_answer_letter_id_pending_letter"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_answer")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    with op.batch_alter_table("letter_answer") as answer:
        answer.create_index(op.f("ix_letter_answer_letter_id"), ["letter_id"], unique=False)
        answer.create_index(op.f("ix_letter_answer_message_name"), ["message_name"], unique=False)
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["account.id"], name=op.f("fk_absence_user_id_account"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_absence_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )  # fmt: skip
    with op.batch_alter_table("absence") as absence:
        absence.create_index(op.f("ix_absence_user_id"), ["user_id"], unique=False)
        absence.create_index(op.f("ix_absence_contact_id"), ["contact_id"], unique=False)


def downgrade() -> None:
    """Forget them."""
    op.drop_table("absence")
    op.drop_table("letter_answer")
    with op.batch_alter_table("pending_letter") as letter:
        letter.drop_index(op.f("ix_pending_letter_thread_id"))
        for name in (*_TEXTS, "attachments", "thread_id", "read_at", "proposals"):
            letter.drop_column(name)
