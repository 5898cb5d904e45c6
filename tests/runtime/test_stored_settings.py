"""What the console sets is used everywhere, unless something nearer to the machine says otherwise."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from runtime import errors, stored_settings
from runtime.database import Database
from runtime.keyring import Keyring
from runtime.settings import Settings

KEYS = Keyring(b"s" * 32, {1: b"a" * 32})
SERVER = "smtps://lettre:mot@mail.example:465"


def keep(database: Database, name: str, value: str) -> None:
    with database.transaction() as session:
        stored_settings.keep(session, KEYS, name, value)


def test_what_is_kept_is_used_until_it_is_forgotten(database: Database) -> None:
    """And can be told from what the machine says."""
    keep(database, "smtp_url", SERVER)
    used = stored_settings.overlaid(Settings(), database, KEYS)

    assert used.smtp_url == SecretStr(SERVER)
    assert not stored_settings.is_fixed(used, "smtp_url")
    keep(database, "smtp_url", "")
    assert stored_settings.overlaid(used, database, KEYS).smtp_url is None


def test_the_environment_wins(database: Database) -> None:
    """Whoever runs the machine decides last."""
    keep(database, "smtp_url", SERVER)
    used = stored_settings.overlaid(Settings(smtp_url=SecretStr("smtp://127.0.0.1:25")), database, KEYS)

    assert used.smtp_url == SecretStr("smtp://127.0.0.1:25")
    assert stored_settings.is_fixed(used, "smtp_url")


def test_the_database_tells_no_password(database: Database) -> None:
    """Not to whoever has a copy of it; nor does it fail without the keys: there is no server then."""
    keep(database, "smtp_url", SERVER)
    with database.reading() as session:
        rows = repr(session.execute(sa.select(stored_settings.TABLE)).all())
    other = Keyring(b"s" * 32, {1: b"b" * 32})

    assert "mot" not in rows
    assert "mail.example" not in rows
    assert stored_settings.overlaid(Settings(), database, other).smtp_url is None


def test_what_cannot_be_used_is_refused_by_its_field(database: Database) -> None:
    """And nothing is kept of it."""
    with pytest.raises(errors.FieldRefused) as refused:
        keep(database, "smtp_url", "mail.example")

    assert refused.value.field == "smtp_url"
    assert stored_settings.overlaid(Settings(), database, KEYS).smtp_url is None
