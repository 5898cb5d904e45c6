"""An officer who writes, in an installation with one issue and a mail server."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.web.console.officers import ORIGIN, Officer


@pytest.fixture
def staged(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """Issue 1 holds one article."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, base_url=ORIGIN),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    cast.stage(found, tmp_path)
    return found


@pytest.fixture
def marie(staged: Installation) -> Officer:
    """She writes."""
    return Officer(staged, Role.WRITE)
