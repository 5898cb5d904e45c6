"""The settings that the console sets: kept in the database, sealed, and used where no other place says them.

What an environment variable or `relais.toml` says wins. Refuses every name that is not in `NAMES`. Read at each
opening, so without the ORM.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pydantic
import sqlalchemy as sa

from runtime import errors
from runtime import settings as settings_
from runtime.database import Database
from runtime.keyring import Keyring
from runtime.settings import Settings

if TYPE_CHECKING:
    from sqlmodel import Session

#: What may be set in the console: the mail server, the mailbox for what comes back, the address of the pages.
NAMES = ("smtp_url", "mailbox_url", "base_url")

METADATA = sa.MetaData()
TABLE = sa.Table(
    "setting",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    #: See `runtime.sealing`; an address of a server holds a password.
    sa.Column("sealed", sa.String, nullable=False),
)


def keep(session: Session, keyring: Keyring, name: str, value: str) -> None:
    """Set one of `NAMES`; an empty value forgets it.

    Raises:
        runtime.errors.FieldRefused: the value cannot be used.
    """
    session.execute(sa.delete(TABLE).where(TABLE.c.name == name))
    if value:
        from runtime import sealing

        _read(name, value)
        session.execute(sa.insert(TABLE).values(name=name, sealed=sealing.seal(keyring, name, value)))


def overlaid(given: Settings, database: Database, keyring: Keyring) -> Settings:
    """Return the settings with what the console set, where nothing else sets it.

    A secret that can no longer be read counts as not set: the mail server is missing then, and says so.
    """
    free = [name for name in NAMES if not is_fixed(given, name)]
    with database.engine.connect() as connection:  # without the ORM: a tick that has nothing to do needs none of it
        rows: Any = connection.execute(sa.select(TABLE.c.name, TABLE.c.sealed).where(TABLE.c.name.in_(free))).all()
    if rows:
        from runtime import sealing  # brings a library that most processes need for nothing else
    update = {name: Settings.model_fields[name].default for name in free}
    for name, sealed in rows:
        with suppress(errors.SecretLost, errors.FieldRefused):
            update[name] = _read(name, sealing.unseal(keyring, name, sealed))
    made = given.model_copy(update=update)
    made.model_fields_set.difference_update(free)  # so that they are told apart the next time too
    return made


def is_fixed(given: Settings, name: str) -> bool:
    """Tell whether something outside of the console sets this: a variable or `relais.toml`."""
    return name in given.model_fields_set


def _read(name: str, value: str) -> Any:
    try:
        return getattr(Settings.model_validate({name: value}), name)
    except pydantic.ValidationError as refused:
        raise errors.FieldRefused(field=name, reason=settings_.reason(refused, name)) from None
