"""A campaign to readers at the providers that a test wants, over the servers that it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from campaigns.acting import launching
from campaigns.post import reports
from runtime import settings
from runtime.clock import Clock
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.post import messages
from tests.names import Names

Launch = Callable[..., Installation]


@pytest.fixture
def names() -> Names:
    """What the domain name system knows."""
    return Names()


@pytest.fixture
def launch(opened: Installation, names: Names, tmp_path: Path) -> Launch:
    """Launch campaign 1 as `launch(["zoe@orange.fr"], url)`, and return the installation that sends it."""

    def launched(
        readers: Sequence[str], url: str = "smtp://127.0.0.1:1", *, clock: Clock | None = None, **options: Any
    ) -> Installation:
        given: dict[str, Any] = {"smtp_connections": 3} | options
        found = Installation(
            settings.load(data=tmp_path, smtp_url=url, **given),
            opened.database,
            opened.keyring,
            clock or opened.clock,
            names,
        )
        with opened.database.transaction() as session:
            cast.publish(session)
            cast.people(session, found, tuple(readers))
            issue = cast.issue(session, found, tmp_path)
        launching.launch(found, launching.Order(issue.id or 0, grace=0), "test")
        return found

    return launched


@pytest.fixture
def ready(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """An installation that sends to the server, with one campaign to the four readers launched."""
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, smtp_connections=3), opened.database, opened.keyring,
        opened.clock,
    )  # fmt: skip
    launching.launch(found, launching.Order(cast.stage(found, tmp_path), grace=0), "test")
    return found


@pytest.fixture
def writing(opened: Installation, server: servers.Sink) -> Installation:
    """An installation whose publication may write, and a server to write by."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return messages.with_server(opened, server.url)


def states(opened: Installation) -> dict[str, int]:
    """Return the states of campaign 1 that hold a row."""
    with opened.database.reading() as session:
        return {state.value: many for state, many in reports.report(session, 1).counts.items() if many}
