"""Complaints that come back are weighed by the rule of the breaker: told above a line, paused above the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from campaigns.acting import launching, reading_mailbox, sending, steering
from campaigns.post import reports
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.acting.returned import Box

#: Of all of them the server takes the letter, but for the last one, who comes later.
READERS = tuple(f"lecteur{number}@brumevent.example" for number in range(41))


@pytest.fixture
def under_way(opened: Installation, server: servers.Sink, box: Box, tmp_path: Path) -> Installation:
    """Campaign 1 to `READERS`, the last of whom still waits for her letter."""
    given = settings.load(data=tmp_path, smtp_url=server.url, mailbox_url=box.url)
    found = Installation(given, opened.database, opened.keyring, opened.clock)
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, found, READERS)
        issue = cast.issue(session, found, tmp_path)
    launching.launch(found, launching.Order(issue.id or 0, grace=0), "test")
    server.at_rcpt[READERS[-1]] = ["451 4.7.1 Greylisted, come back later"]
    sending.send(found, 1)
    return found


def campaign(opened: Installation) -> Campaign:
    """Return the campaign as it stands."""
    with opened.database.reading() as session:
        return reports.get(session, 1)


def complain(opened: Installation, box: Box, readers: Sequence[str]) -> list[str]:
    """Have readers complain, and return what is told when the mailbox is read."""
    for reader in readers:
        box.complaint(reader)
    return [str(alert) for alert in reading_mailbox.read(opened).alerts]


def test_many_complaints_pause_a_campaign_under_way(under_way: Installation, box: Box) -> None:
    """Three of forty is more than 0.3 %; two are an accident."""
    assert complain(under_way, box, READERS[:2]) == []
    assert campaign(under_way).state == "sending"

    (told,) = complain(under_way, box, READERS[2:3])
    assert "3 lecteurs l’ont signalé comme indésirable, sur 40 lettres" in told
    assert campaign(under_way).state == "paused"
    assert "3 lecteurs sur 40" in campaign(under_way).state_reason


def test_who_resumed_is_not_asked_again_at_the_next_complaint(under_way: Installation, box: Box) -> None:
    """She knows: only what has happened since is weighed, and said."""
    complain(under_way, box, READERS[:3])
    steering.resume(under_way, 1, "test")

    assert complain(under_way, box, READERS[3:4]) == []
    assert campaign(under_way).state == "sending"


def test_a_campaign_that_is_over_is_told_of_and_left_as_it_is(under_way: Installation, box: Box) -> None:
    """Most complaints come when everything has left; somebody must know all the same."""
    with under_way.database.transaction() as session:
        session.execute(
            sa.update(DELIVERY).where(DELIVERY.c.state == DeliveryState.DEFERRED).values(state="accepted", next_at=-1)
        )
    sending.send(under_way, 1)

    assert len(complain(under_way, box, READERS[:3])) == 1
    assert campaign(under_way).state == "finished"
