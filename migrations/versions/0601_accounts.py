"""Accounts of the console: who, with which roles, signed in where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0601"
down_revision = "0641"
branch_labels = None
depends_on = None


def _owned(name: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    """Make a table whose rows belong to an account, `None` for nobody where the column allows it."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f(f"fk_{name}_account_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{name}_account_id"), name, ["account_id"], unique=False)


def _account_id(*, nullable: bool = False) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column("account_id", sa.Integer(), nullable=nullable)


def upgrade() -> None:
    """Make room for those who work in the console."""
    text, moment = sqltypes.AutoString(), sqltypes.UTCDateTime()
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", text, nullable=False),
        sa.Column("email_key", text, nullable=False),
        sa.Column("name", text, nullable=False),
        sa.Column("password_hash", text, nullable=True),
        sa.Column("made_at", moment, nullable=False),
        sa.Column("blocked_at", moment, nullable=True),
        sa.Column("theme", text, nullable=False),
        sa.Column("totp_sealed", text, nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_email_key"), "account", ["email_key"], unique=True)
    _owned("account_grant", _account_id(), sa.Column("role", text, nullable=False),
           sa.Column("publication_id", sa.Integer(), nullable=True))  # fmt: skip
    _owned("account_session", sa.Column("key", text, nullable=False), _account_id(),
           sa.Column("began_at", moment, nullable=False), sa.Column("seen_at", moment, nullable=False),
           sa.Column("network", text, nullable=False), sa.Column("device", text, nullable=False),
           sa.Column("publication_id", sa.Integer(), nullable=True))  # fmt: skip
    op.create_index(op.f("ix_account_session_key"), "account_session", ["key"], unique=True)
    _owned("account_link", sa.Column("key", text, nullable=False), sa.Column("purpose", text, nullable=False),
           _account_id(nullable=True), sa.Column("expires_at", moment, nullable=False))  # fmt: skip
    op.create_index(op.f("ix_account_link_key"), "account_link", ["key"], unique=True)
    _owned("account_recovery", _account_id(), sa.Column("key", text, nullable=False))
    op.create_table(
        "account_attempt",
        sa.Column("key", text, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_account_attempt")),
    )


def downgrade() -> None:
    """Forget all accounts."""
    for name in ("attempt", "recovery", "link", "session", "grant"):
        op.drop_table(f"account_{name}")
    op.drop_table("account")
