"""A campaign that was sent, and a mailbox to which its readers write."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.acting import launching, sending
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.acting.returned import Box


@pytest.fixture
def box(server: servers.Sink, tmp_path: Path) -> Box:
    """An empty mailbox."""
    made = Box(tmp_path / "retours", server)
    made.make()
    return made


@pytest.fixture
def sent(opened: Installation, box: Box, tmp_path: Path) -> Installation:
    """Campaign 1, sent to the four readers of the cast."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=box.server.url, mailbox_url=box.url, base_url="http://relais.example"),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    cast.stage(found, tmp_path)
    launching.launch(found, launching.Order(1, grace=0), "test")
    sending.send(found, 1)
    return found
