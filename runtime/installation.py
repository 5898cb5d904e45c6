"""One installation of Relais, opened: its settings, database, keys, clock and resolver in one frozen value.

Refuses to open a database that was never made, or that is older or newer than the code.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace

from runtime import clock, database, errors, keyring, migrating, privacy, resolving, stored_settings
from runtime.clock import Clock
from runtime.database import Database
from runtime.journal import Journal
from runtime.keyring import Keyring
from runtime.language import _
from runtime.resolving import Resolver
from runtime.settings import Settings

#: The journal lies beside the keys, which are not part of a backup of the database either.
JOURNAL = "objections.journal"


@dataclass(frozen=True)
class Installation:
    """What the verbs of the upper layers receive."""

    settings: Settings
    database: Database
    keyring: Keyring
    clock: Clock
    #: Access to the domain name system.
    resolver: Resolver = field(default_factory=resolving.System)


def make(settings: Settings) -> tuple[Installation, list[str]]:
    """Create what is missing (folder, keys, database), close it to other users, and migrate; return also the
    migrations applied.

    Raises:
        errors.SettingRefused: the data folder cannot be made.
        errors.KeyringRefused, errors.DatabaseTooNew, errors.DatabaseUnreachable, errors.DatabaseExposed.
    """
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        reason = _("le dossier « {folder} » ne peut pas être créé").format(folder=settings.data)
        raise errors.SettingRefused(name="RELAIS_DATA", reason=reason) from None
    keys = keyring.make(settings.keys)
    connected = database.connect(settings.database, beside=Journal(settings.keys / JOURNAL))
    applied = migrating.upgrade(connected)
    with suppress(OSError):  # somebody else's folder; if others can read the database there, opening it says so
        privacy.close(settings.data, connected.file)
    _require_private(connected)
    return Installation(settings, connected, keys, _clock(settings)), applied


def open_(settings: Settings) -> Installation:
    """Open an installation as it is.

    Raises:
        errors.DatabaseMissing, errors.DatabaseTooOld, errors.DatabaseTooNew, errors.DatabaseUnreachable,
        errors.DatabaseExposed, errors.KeyringRefused.
    """
    connected = database.connect(settings.database, beside=Journal(settings.keys / JOURNAL))
    _require_private(connected)
    migrating.check(connected, settings.data)
    keys = keyring.load(settings.keys)
    return Installation(stored_settings.overlaid(settings, connected, keys), connected, keys, _clock(settings))


def refreshed(opened: Installation) -> Installation:
    """Return the same installation with what the console has set since; see `runtime.stored_settings`."""
    return replace(opened, settings=stored_settings.overlaid(opened.settings, opened.database, opened.keyring))


def _require_private(connected: Database) -> None:
    file = connected.file
    if file is not None and privacy.is_readable_by_others(file):
        raise errors.DatabaseExposed(file=file, folder=file.absolute().parent)


def _clock(settings: Settings) -> Clock:
    moment = settings.demo_moment if settings.is_demo else None
    return clock.Clock.starting_at(moment) if moment is not None else clock.Clock()
