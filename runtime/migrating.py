"""Migrating a database to the schema that this code needs, with Alembic; and refusing one that is ahead.

The migrations themselves are in `migrations/`, and are part of the wheel. Every command checks whether one is missing.
For that it reads their files, because Alembic takes longer to load than most commands take to run.

A number is never given twice, in any table: letters, events and people remember it. On SQLite a migration that makes a
table with numbers of its own says `sqlite_autoincrement=True`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy

import migrations
from runtime import errors
from runtime.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = Path(migrations.__file__).parent
_REVISION = re.compile(r"""^revision = ["'](\w+)["']$""", re.MULTILINE)
_FOLLOWS = re.compile(r"""^down_revision = .*["'](\w+)["']$""", re.MULTILINE)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    return config


def known() -> set[str]:
    """Return every revision that this code knows."""
    return set(_REVISION.findall(_scripts()))


def head() -> str:
    """Return the newest revision, the one that no other follows."""
    scripts = _scripts()
    newest: set[str] = set(_REVISION.findall(scripts)) - set(_FOLLOWS.findall(scripts))
    if len(newest) != 1:
        raise LookupError("no migration is the newest, or several are")
    return newest.pop()


def _scripts() -> str:
    return "\n".join(file.read_text("utf-8") for file in (_FOLDER / "versions").glob("*.py"))


def upgrade(database: Database) -> list[str]:
    """Apply what is missing and return the revisions applied, oldest first.

    Raises:
        errors.DatabaseTooNew: the database is at a revision that this code does not know.
        errors.DatabaseUnreachable: it cannot be opened.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _config()
    current = _current(database)
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]  # newest first
    if current is not None and current not in scripts:
        raise errors.DatabaseTooNew(revision=current)
    with database.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")
    pending = scripts[: scripts.index(current)] if current is not None else scripts
    return pending[::-1]


def check(database: Database, folder: Path) -> None:
    """Refuse a database that is not at this code's revision.

    Raises:
        errors.DatabaseMissing, errors.DatabaseTooOld, errors.DatabaseTooNew, errors.DatabaseUnreachable.
    """
    if database.is_sqlite and not Path(str(database.engine.url.database)).exists():
        raise errors.DatabaseMissing(folder=folder)
    current = _current(database)
    if current is None:
        raise errors.DatabaseMissing(folder=folder)
    if current != head():
        raise (errors.DatabaseTooOld if current in known() else errors.DatabaseTooNew)(revision=current)


def _current(database: Database) -> str | None:
    """Return the revision that Alembic noted in the database; `None` when there is no revision yet."""
    with database.looking() as connection:
        if not sqlalchemy.inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(sqlalchemy.text("SELECT version_num FROM alembic_version"))
        return revision
