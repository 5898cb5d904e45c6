"""A mailbox for what comes back, and a campaign that was sent with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaigns.acting import sending
from runtime import settings
from runtime.installation import Installation
from tests import servers
from tests.campaigns.acting.returned import Box


@pytest.fixture
def box(server: servers.Sink, tmp_path: Path) -> Box:
    """An empty mailbox."""
    made = Box(tmp_path / "retours", server)
    made.make()
    return made


@pytest.fixture
def sent(ready: Installation, box: Box, tmp_path: Path) -> Installation:
    """Campaign 1, sent to the four readers of the cast, with a mailbox for what comes back."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=box.server.url, mailbox_url=box.url),
        ready.database, ready.keyring, ready.clock,
    )  # fmt: skip
    sending.send(found, 1)
    return found
