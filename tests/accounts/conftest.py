"""An installation, and Claire, who administers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts import users
from accounts.roles import Role
from accounts.user_rows import User
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from runtime.settings import Settings
from tests.clocks import MovableClock

PASSWORD = "quatre mots bien choisis"
EMAIL = "claire@partenariat.example"


@pytest.fixture
def opened(database: Database, keyring: Keyring, clock: MovableClock, tmp_path: Path) -> Installation:
    """An installation without accounts."""
    return Installation(Settings(data=tmp_path), database, keyring, clock)


@pytest.fixture
def claire(opened: Installation) -> User:
    """She has a password and administers all letters."""
    return users.add(opened, email=EMAIL, name="Claire Aubry", roles=[Role.ADMINISTER], password=PASSWORD, actor="test")
