"""Readers: identities and imports that are remembered, signatures with their referrer, contacts in order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the imports of readers need; a NAF 2025 code gets a column of its own."""
    _organisations()
    _contacts()
    _imports()


def _organisations() -> None:
    op.add_column("organisation", sa.Column("naf_2025", sqltypes.AutoString(), nullable=True))
    op.execute("UPDATE organisation SET naf_2025 = naf, naf = NULL WHERE naf_nomenclature = 'NAF2025'")
    op.drop_column("organisation", "naf_nomenclature")
    op.create_table(
        "former_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("postcode", sqltypes.AutoString(), nullable=True),
        sa.Column("commune", sqltypes.AutoString(), nullable=True),
        sa.Column("departement", sqltypes.AutoString(), nullable=True),
        sa.Column("regional_network_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["regional_network_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "until", name="former_identity_once_a_day"),
    )
    op.create_index("ix_former_identity_regional_network_id", "former_identity", ["regional_network_id"])
    op.create_table(
        "served_departement",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("departement", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.PrimaryKeyConstraint("organisation_id", "departement"),
    )
    _refer("signature", "referrer_id", "organisation")


def _contacts() -> None:
    op.add_column("contact", sa.Column("rank", sa.Integer(), nullable=True))
    _refer("contact", "import_id", "import_run")


def _imports() -> None:
    _refer("import_run", "mailing_list_id", "mailing_list", index=False)
    op.add_column("import_run", sa.Column("origin", sqltypes.AutoString(), nullable=False, server_default=""))
    op.add_column("import_run", sa.Column("undone_at", sqltypes.UTCDateTime(), nullable=True))
    op.add_column("import_run", sa.Column("undone_by", sqltypes.AutoString(), nullable=True))
    op.create_table(
        "import_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("thing", sqltypes.AutoString(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_import_change_contact_id", "import_change", ["contact_id"])
    op.create_index("ix_import_change_import_id", "import_change", ["import_id"])


def _refer(table: str, column: str, target: str, *, index: bool = True) -> None:
    """Add a column that points to another table, without copying this one (SQLite)."""
    pointer = sa.Column(column, sa.Integer(), sa.ForeignKey(f"{target}.id"), nullable=True)
    op.add_column(table, pointer, inline_references=True)
    if index:
        op.create_index(f"ix_{table}_{column}", table, [column])
