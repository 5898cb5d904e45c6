"""What a search of people looks into: words and name of each contact, folded; forgotten as soon as either changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0801"
down_revision = "0703"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and what makes the database forget a row whose contact or organisation was renamed."""
    op.create_table(
        "contact_words",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("words", sqltypes.AutoString(), nullable=False),
        sa.Column("called", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_words_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact_words")),
    )
    op.create_index("contact_words_called", "contact_words", ["called", "contact_id"])
    # A later migration that copies `contact` or `organisation` on SQLite must make its trigger anew.
    if op.get_bind().dialect.name == "sqlite":
        _forget_sqlite()
    else:
        _forget_postgresql()


def downgrade() -> None:
    """Drop all of it."""
    for table in ("contact", "organisation"):
        on = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
        op.execute(f"DROP TRIGGER {table}_renamed{on}")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION contact_renamed()")
        op.execute("DROP FUNCTION organisation_renamed()")
    op.drop_table("contact_words")


def _forget_sqlite() -> None:
    op.execute(
        "CREATE TRIGGER contact_renamed AFTER UPDATE OF first_name, last_name, email_shown, organisation_id ON contact "
        "BEGIN DELETE FROM contact_words WHERE contact_id = NEW.id; END"
    )
    op.execute(
        "CREATE TRIGGER organisation_renamed AFTER UPDATE OF name ON organisation BEGIN DELETE FROM contact_words "
        "WHERE contact_id IN (SELECT id FROM contact WHERE organisation_id = NEW.id); END"
    )


def _forget_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION contact_renamed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN DELETE FROM contact_words WHERE contact_id = NEW.id; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE FUNCTION organisation_renamed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM contact_words "
        "WHERE contact_id IN (SELECT id FROM contact WHERE organisation_id = NEW.id); RETURN NULL; END $$"
    )
    for table, names in (
        ("contact", "first_name, last_name, email_shown, organisation_id"),
        ("organisation", "name"),
    ):
        op.execute(
            f"CREATE TRIGGER {table}_renamed AFTER UPDATE OF {names} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_renamed()"
        )
