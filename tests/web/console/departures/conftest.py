"""An installation that sends to a running server, with an issue that is ready to leave, and an officer who may send."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.web.console.officers import Officer


@pytest.fixture
def staged(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """The installation."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, smtp_connections=3, base_url=opened.settings.base_url),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    cast.stage(found, tmp_path)
    return found


@pytest.fixture
def marie(staged: Installation) -> Officer:
    """Somebody who may send."""
    return Officer(staged, Role.SEND)
