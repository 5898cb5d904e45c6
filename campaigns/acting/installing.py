"""Making an installation, or bringing one up to date. What exists already is not changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.editorial import publications
from runtime import installation
from runtime.settings import Settings


@dataclass(frozen=True)
class Founded:
    """An installation that is ready."""

    #: The address of its database, without a password.
    database: str
    #: The migrations that were applied now.
    migrations: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais init` promises."""
        return {"database": self.database, "migrations": list(self.migrations)}


def found(settings: Settings) -> Founded:
    """Make what is missing of folder, keys, database, first publication and its list, and migrate.

    Raises:
        as `runtime.installation.make`.
    """
    made, migrations = installation.make(settings)
    with made.database.transaction() as session:
        publications.ensure(session)
    return Founded(made.database.engine.url.render_as_string(hide_password=True), tuple(migrations))
