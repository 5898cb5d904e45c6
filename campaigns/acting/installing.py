"""Making an installation, or bringing one up to date. What exists already is not changed, but closed to other users."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaigns.editorial import publications
from runtime import installation, privacy
from runtime.settings import Settings


@dataclass(frozen=True)
class Founded:
    """An installation that is ready."""

    #: The address of its database, without a password.
    database: str
    #: The migrations that were applied now.
    migrations: tuple[str, ...]
    #: Whether somebody signs the first letter already.
    has_sender: bool
    #: What was open to other users of this machine until now.
    closed: tuple[Path, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais init` promises."""
        return {"database": self.database, "migrations": list(self.migrations)}


def found(settings: Settings) -> Founded:
    """Make what is missing of folder, keys, database, first publication and its list, and migrate.

    Raises:
        as `runtime.installation.make`.
    """
    closed = _open_to_others(settings)
    made, migrations = installation.make(settings)
    with made.database.transaction() as session:
        has_sender = bool(publications.ensure(session).from_address)
    url = made.database.engine.url.render_as_string(hide_password=True)
    return Founded(url, tuple(migrations), has_sender, closed)


def _open_to_others(settings: Settings) -> tuple[Path, ...]:
    return (settings.data,) if privacy.is_open(settings.data) else ()
