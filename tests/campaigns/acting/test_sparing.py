"""A block that is said hours later, in a letter, spares its provider like one that is said at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from campaigns.acting import reading_mailbox, sending
from campaigns.post import providers
from campaigns.post.statements import DELIVERY
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.acting.returned import Box

BLOCKED = "554 5.7.1 blocked using zen.spamhaus.org"


@pytest.fixture
def box(server: servers.Sink, tmp_path: Path) -> Box:
    """An empty mailbox."""
    made = Box(tmp_path / "retours", server)
    made.make()
    return made


@pytest.fixture
def sent(ready: Installation, box: Box, tmp_path: Path) -> Installation:
    """Campaign 1, sent, with a mailbox for what comes back."""
    given = settings.load(data=tmp_path, smtp_url=box.server.url, mailbox_url=box.url)
    found = Installation(given, ready.database, ready.keyring, ready.clock)
    sending.send(found, 1)
    return found


def keep(opened: Installation, name: str) -> int:
    """Let a group keep every mailbox of the campaign; return its number."""
    with opened.database.transaction() as session:
        number = next(one.id or 0 for one in providers.listed(session) if one.name == name)
        session.execute(sa.update(DELIVERY).values(provider=number))
    return number


def resting(opened: Installation) -> dict[int, int]:
    """Return how long groups are left alone from now on, in seconds."""
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        return {number: until - now for number, until in providers.resting(session, now).items()}


def test_the_provider_is_left_alone_once(sent: Installation, box: Box) -> None:
    """As long as it wants after a block; reading the same letter again adds nothing."""
    sfr = keep(sent, "sfr")
    box.bounce(cast.ZOE, BLOCKED, status="5.7.1")
    reading_mailbox.read(sent)
    reading_mailbox.read(sent)

    assert resting(sent) == {sfr: 7_200}


def test_a_full_mailbox_spares_nobody(sent: Installation, box: Box) -> None:
    """It is one reader's."""
    keep(sent, "sfr")
    box.bounce(cast.ZOE, "552 5.2.2 mailbox full", status="5.2.2")
    reading_mailbox.read(sent)

    assert resting(sent) == {}


def test_the_block_of_an_unknown_provider_spares_nobody(sent: Installation, box: Box) -> None:
    """The others have nothing in common."""
    keep(sent, "others")
    box.bounce(cast.ZOE, BLOCKED, status="5.7.1")
    reading_mailbox.read(sent)

    assert resting(sent) == {}
