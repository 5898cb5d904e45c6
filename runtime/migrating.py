"""Bringing a database to the shape that this code needs, by Alembic; and refusing one that is ahead.

The migrations themselves are in `migrations/`, and travel in the wheel.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from runtime import errors
from runtime.database import Database


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.files("migrations")))
    return config


def head() -> str:
    """Return the newest revision that this code knows."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise LookupError("the package has lost its migrations")
    return revision


def upgrade(database: Database) -> list[str]:
    """Apply what is missing and return the revisions applied, oldest first.

    Raises:
        errors.DatabaseTooNew: the database is at a revision that this code does not know.
        errors.DatabaseUnreachable: it cannot be opened.
    """
    config = _config()
    current = _current(database)
    known = {script.revision: script for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise errors.DatabaseTooNew(revision=current)
    with database.transaction() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")
    pending: list[str] = []
    for revision in known:  # newest first
        if revision == current:
            break
        pending.append(revision)
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
    if current == head():
        return
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    raise (errors.DatabaseTooOld if current in known else errors.DatabaseTooNew)(revision=current)


def _current(database: Database) -> str | None:
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()
