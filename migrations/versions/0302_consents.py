"""Consents: a ledger that is only ever appended to, and the words that were agreed to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0302"
down_revision = "0322"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LEDGERS = ("consent", "consent_wording")


def upgrade() -> None:
    """Add both tables, and what makes the database refuse to change or delete a row of them."""
    op.create_table(
        "consent_wording",
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "consent",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("address_key", sa.LargeBinary(16), nullable=False),
        sa.Column("mailing_list_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sqltypes.AutoString(), nullable=False),
        sa.Column("act", sqltypes.AutoString(), nullable=False),
        sa.Column("wording_sha256", sqltypes.AutoString(), nullable=True),
        sa.Column("source", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("proof", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["mailing_list_id"], ["mailing_list.id"]),
        sa.ForeignKeyConstraint(["wording_sha256"], ["consent_wording.sha256"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("consent_of_person", "consent", ["address_key", "mailing_list_id", "purpose", "id"])
    # A later migration that copies one of these tables on SQLite must make its triggers anew.
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def _guard_sqlite() -> None:
    for table in _LEDGERS:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger of consents is only appended to'); END"
            )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION ledger_of_consents() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger of consents is only appended to'; END $$"
    )
    for table in _LEDGERS:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION ledger_of_consents()"
        )
