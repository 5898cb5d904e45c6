"""Fifty times somebody cancels in the last tenth of a second, while the engine begins to send to a real mail server."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.acting import launching, tick_outcomes, ticking
from campaigns.post import ledger, reports, states
from campaigns.post.states import CampaignState, DeliveryState
from runtime import settings
from runtime.clock import Clock
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast, servers
from tests.web.console.departures.test_departures import words
from tests.web.console.officers import Officer

TIMES, READERS = 50, 24
#: Of those, how many only press when the server has some letters.
LATE = 6
#: And how many press so early that a busy machine is in time too, with so many seconds left.
FIRST, _EARLY = 2, 8
#: Seconds before the departure, and after it, over which the others are spread.
_BEFORE, _AFTER = 0.1, 0.2


class Leaping(Clock):
    """The true clock, which leaps to the moment that matters."""

    def leap_to(self, moment: float) -> None:
        """Go on from there, in seconds since 1970."""
        self._offset += timedelta(seconds=moment - self.precisely())
        self._seconds = self._offset.total_seconds()


@pytest.fixture
def database(small: Database) -> Database:
    """SQLite alone: what races is the same."""
    return small


@pytest.fixture
def racing(database: Database, keyring: Keyring, server: servers.Sink, tmp_path: Path) -> Installation:
    """An installation whose clock runs."""
    server.pause = 0.002
    found = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, smtp_connections=3), database, keyring, Leaping()
    )
    cast.stage(found, tmp_path)
    with found.database.transaction() as session:
        cast.people(session, found, tuple(f"lecteur{n}@brumevent.example" for n in range(READERS - 4)))
    return found


@contextmanager
def engine(opened: Installation, campaign: int) -> Iterator[None]:
    """Do what ticks do, one after the other, until the departure is over."""

    def run() -> None:
        while True:
            ticking.turn_windows(opened, tick_outcomes.Done())
            ticking.send(opened, tick_outcomes.Done())
            with opened.database.reading() as session:
                if CampaignState(reports.get(session, campaign).state) in states.CAMPAIGN_OVER:
                    return

    running = threading.Thread(target=run)
    running.start()
    yield
    running.join()


def answered(page: str) -> str:
    """Return the sentence with which the console answers."""
    found = re.search(r'(?s)role="status">(.*?)</p>', page)
    assert found
    return found[1]


def said(page: str) -> dict[str, int]:
    """Return what a page says left, was stopped, and is at the server."""
    text = words(page)
    if "Rien n’est parti." in text:
        return {"left": 0, "stopped": READERS, "there": 0}
    left = re.search(r"(\d+) lettres? (?:est partie|sont parties)|Envoyé\W+(\d+) sur", text)
    stopped = re.search(r"(\d+) (?:est arrêtée|sont arrêtées)", text)
    there = re.search(r"(\d+) (?:est|sont) entre les mains du serveur", text)
    found = {"left": left, "stopped": stopped, "there": there}
    return {name: int(next(filter(None, one.groups()))) if one else 0 for name, one in found.items()}


def test_the_screen_never_lies_about_a_departure_that_was_cancelled_at_the_last_moment(
    racing: Installation, server: servers.Sink
) -> None:
    """What the answer says, what the page says afterwards, the ledger and the mail server agree (R15)."""
    marie, lou, clock = Officer(racing, Role.SEND), Officer(racing, Role.READ, name="Lou Exemple"), racing.clock
    marie.get("/envois")  # what is loaded once is loaded
    assert isinstance(clock, Leaping)
    nothing = some = 0
    for turn in range(TIMES):
        order = launching.Order(1, grace=1, overrides={"already_launched": "encore"})
        launched = launching.launch(racing, order, "test")
        before = server.received.total()
        clock.leap_to(launched.not_before.timestamp() - (_EARLY if turn < FIRST else _BEFORE))
        with engine(racing, launched.id):
            if turn < TIMES - LATE:
                threading.Event().wait((_BEFORE + _AFTER) * turn / (TIMES - LATE))
            else:
                server.wait_for(before + 1 + turn % 3)
            told = said(answered(marie.follow(marie.post(f"/envois/{launched.id}/annuler")).text))

        received = server.received.total() - before
        with racing.database.reading() as session:
            counts = ledger.counts(session, launched.id)
        after = said(lou.get(f"/envois/{launched.id}").text)

        assert sum(told.values()) == READERS
        assert told["left"] <= received <= told["left"] + told["there"]
        assert (after["left"], after["there"]) == (received, 0)
        assert counts[DeliveryState.ACCEPTED] == received
        assert counts[DeliveryState.ACCEPTED] + counts[DeliveryState.CANCELLED] == READERS
        nothing, some = nothing + (not received), some + bool(received)

    assert nothing >= FIRST
    assert some >= LATE
