"""An installation that sends to a running server, with one campaign to the four readers of the cast."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.acting import launching
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers


@pytest.fixture
def staged(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """An installation whose issue 1 is ready to leave."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, smtp_connections=3),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    cast.stage(found, tmp_path)
    return found


@pytest.fixture
def ready(staged: Installation) -> Installation:
    """The same, with campaign 1 launched and no grace."""
    launching.launch(staged, launching.Order(1, grace=0), "test")
    return staged
