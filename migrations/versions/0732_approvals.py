"""The bon à tirer: versions that were shown, to whom, and what was answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0732"
down_revision = "0761"
branch_labels = None
depends_on = None

_TEXT = sqltypes.AutoString()


def upgrade() -> None:
    """Make room for proofs, their copies and the answers."""
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("bond", _TEXT, nullable=False),
        sa.Column("segment", _TEXT, nullable=False),
        sa.Column("rule", sa.JSON(), nullable=True),
        sa.Column("sides", sa.JSON(), nullable=False),
        sa.Column("asked_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("asked_by", _TEXT, nullable=False),
        _refers("proof", "issue_id", "issue"),
        _refers("proof", "edition_id", "edition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proof_issue_id"), "proof", ["issue_id"], unique=False)
    op.create_index(op.f("ix_proof_bond"), "proof", ["bond"], unique=False)
    op.create_table(
        "proof_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=False),
        sa.Column("side", _TEXT, nullable=False),
        sa.Column("designation_id", sa.Integer(), nullable=True),
        sa.Column("deputy", sa.Boolean(), nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("function", _TEXT, nullable=False),
        sa.Column("email", _TEXT, nullable=False),
        sa.Column("address_key", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("reminded_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=False),
        sa.Column("code_expires", sa.BigInteger(), nullable=False),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("codes_sent", sa.Integer(), nullable=False),
        sa.Column("codes_since", sa.BigInteger(), nullable=False),
        _refers("proof_copy", "proof_id", "proof", ondelete="CASCADE"),
        _refers("proof_copy", "designation_id", "designation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_copy")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proof_copy_proof_id"), "proof_copy", ["proof_id"], unique=False)
    op.create_index(op.f("ix_proof_copy_address_key"), "proof_copy", ["address_key"], unique=False)
    op.create_table(
        "proof_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("side", _TEXT, nullable=False),
        sa.Column("verdict", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("function", _TEXT, nullable=False),
        sa.Column("comment", _TEXT, nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("bond", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        _refers("proof_verdict", "issue_id", "issue"),
        _refers("proof_verdict", "proof_id", "proof"),
        _refers("proof_verdict", "copy_id", "proof_copy"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_verdict")),
        sqlite_autoincrement=True,
    )
    for column in ("issue_id", "proof_id", "bond"):
        op.create_index(op.f(f"ix_proof_verdict_{column}"), "proof_verdict", [column], unique=False)


def downgrade() -> None:
    """Forget them."""
    for table in ("proof_verdict", "proof_copy", "proof"):
        op.drop_table(table)


def _refers(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
