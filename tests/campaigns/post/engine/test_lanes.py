"""Lanes: a provider is never given more than it bears, rests alone when it has enough, and holds nobody up."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bench.isps import Bears
from campaigns.acting import sending
from campaigns.post import ledger, providers, smtp_routes
from campaigns.post.engine import connection_slots, conversations
from campaigns.post.engine import runs as posting
from campaigns.post.engine.conversations import Conversation
from campaigns.post.engine.dialogue_tallies import DialogueTally
from campaigns.post.engine.lanes import Lane, Lanes
from campaigns.post.engine.runs import Bounds, Progress, SendingProcess
from campaigns.post.models import Slot
from campaigns.post.smtp_routes import Route
from mailer import pacing, smtp, smtp_replies
from mailer.smtp import outcomes
from mailer.verdicts import SmtpStage
from runtime.clock import Clock
from runtime.installation import Installation
from tests import clocks, servers
from tests.campaigns.post.conftest import Launch, states
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects

ORANGE = [f"lecteur{number}@orange.fr" for number in range(30)]
OTHERS = [f"lecteur{number}@brumevent.example" for number in range(30)]
SLOW_DOWN = "421 4.7.0 OFR004_104 Too many connections"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaigns.post.engine.lanes._PATIENT", 0)
    monkeypatch.setattr("campaigns.post.engine.lanes._SLOT_PAUSE", 0.02)
    monkeypatch.setattr(conversations, "_PATIENCE", (0.01, 0.01))


def orange(opened: Installation) -> tuple[int, int, int]:
    """Return the number of a group, until when it rests and for how long."""
    with opened.database.reading() as session:
        found = next(one for one in providers.listed(session) if one.name == "orange")
        return found.id or 0, found.rests_until, found.rested


def lanes(opened: Installation) -> Lanes:
    """Return the lanes that a process would send campaign 1 in."""
    with opened.database.reading() as session:
        loaded = [posting._load(session, opened, 1)]
    route = Route(smtp_routes.servers(opened.settings), opened.clock)
    sender = SendingProcess(opened, route, loaded, Progress(0, 0))
    sender._lanes.all.extend(sender._open_lanes())
    return sender._lanes


def lane(found: Lanes, number: int) -> Lane:
    """Return the lane of a group."""
    return next(one for one in found.all if one.id == number)


def said(line: str) -> smtp.Outcome:
    """Return what a provider said of a reader."""
    return outcomes.answered(smtp_replies.parse(f"{line}\r\n".encode()), SmtpStage.RCPT)


def yes() -> smtp.Outcome:
    """Return that it took a letter."""
    return smtp.Outcome(smtp.OutcomeKind.ACCEPTED, SmtpStage.CONTENT, smtp_replies.parse(b"250 2.0.0 Ok\r\n"))


def test_orange_among_others_turns_nobody_away(launch: Launch) -> None:
    """Two connections, ten letters each, 421 beyond; everybody has one letter, in the first try."""
    with servers.french({"orange.fr": Bears(2, 10, 0.002)}) as (isps, url):
        opened = launch(ORANGE + OTHERS, url, smtp_connections=6)
        with opened.database.transaction() as session:
            providers.change(session, "orange", {"letters": 10})
        sending.send(opened, 1)

    assert not isps.turned_away
    assert set(isps.received.values()) == {1}
    assert states(opened) == {"accepted": 60}


def test_one_connection_serves_everybody(launch: Launch) -> None:
    """Lane after lane."""
    with servers.french({"orange.fr": Bears(2, 100)}) as (isps, url):
        opened = launch(ORANGE[:5] + OTHERS[:5] + ["un@sfr.fr", "deux@free.fr"], url, smtp_connections=1)
        sending.send(opened, 1)

    assert set(isps.received.values()) == {1}
    assert states(opened) == {"accepted": 12}


def test_no_slot_stays_taken(launch: Launch) -> None:
    """Whether all goes well, or the server cannot be reached."""
    with servers.french({}) as (_isps, url):
        opened = launch(ORANGE[:5], url)
        sending.send(opened, 1)
    with opened.database.reading() as session:
        assert session.get(Slot, 1) is None
        assert connection_slots.taken(session, 0) == {}


def test_a_provider_that_has_enough_rests_alone(launch: Launch, clock: MovableClock) -> None:
    """The others all have their letter; its own wait, and nobody knocks before the rest is over."""
    with servers.french({"orange.fr": Bears(connections=0)}) as (isps, url):
        opened = launch(ORANGE + OTHERS, url, smtp_connections=3)
        now = clock.epoch()
        sending.send(opened, 1)
        assert states(opened) == {"accepted": 30, "planned": 30}
        assert orange(opened)[1:] == (now + 30, 30)
        knocks = isps.turned_away.total()
        assert knocks <= 2

        sending.send(opened, 1)
        assert isps.turned_away.total() == knocks
        with opened.database.reading() as session:
            assert ledger.next_due(session, 1, now) == now + 30


def test_rests_grow_until_a_letter_is_accepted(launch: Launch, clock: MovableClock) -> None:
    """Half a minute, a minute; then all is forgiven."""
    with servers.french({"orange.fr": Bears(connections=0)}) as (isps, url):
        opened = launch(ORANGE[:3], url, smtp_connections=2)
        sending.send(opened, 1)
        clock.move(timedelta(seconds=30))
        sending.send(opened, 1)
        assert orange(opened)[1:] == (clock.epoch() + 60, 60)

        isps.bears = {}
        clock.move(timedelta(seconds=60))
        sending.send(opened, 1)

    assert states(opened) == {"accepted": 3}
    assert orange(opened)[2] == 0


def test_a_provider_that_blocks_us_rests_as_long_as_its_blocks_last(launch: Launch, clock: MovableClock) -> None:
    """SFR says two hours."""
    with servers.running() as sink:
        sink.at_rcpt["un@sfr.fr"] = ["554 5.7.1 SFR_IN_104 blocked"]
        opened = launch(["un@sfr.fr", "deux@brumevent.example"], sink.url)
        sending.send(opened, 1)

    with opened.database.reading() as session:
        assert list(providers.resting(session, clock.epoch()).values()) == [clock.epoch() + 7_200]


def test_a_rest_is_heard_by_every_process(launch: Launch, clock: MovableClock) -> None:
    """Through the row, when leases are renewed."""
    opened = launch(ORANGE + OTHERS)
    number = orange(opened)[0]

    async def hear() -> tuple[bool, bool]:
        one, other = lanes(opened), lanes(opened)
        await one.heard(lane(one, number), said(SLOW_DOWN))
        before = other.is_resting(lane(other, number))
        await other.renew()
        return before, other.is_resting(lane(other, number))

    assert asyncio.run(hear()) == (False, True)
    assert orange(opened)[1] == clock.epoch() + 30


def test_what_was_on_its_way_neither_ends_a_rest_nor_doubles_it(launch: Launch, clock: MovableClock) -> None:
    """Its other connections hear their own answers a moment later."""
    opened = launch(ORANGE)
    number = orange(opened)[0]

    async def hear() -> None:
        found = lanes(opened)
        mine = lane(found, number)
        for answer in (said(SLOW_DOWN), yes(), said(SLOW_DOWN), yes()):
            await found.heard(mine, answer)
        assert found.is_resting(mine)

    asyncio.run(hear())
    assert orange(opened)[1:] == (clock.epoch() + 30, 30)


def test_who_leaves_a_lane_that_rests_comes_back_when_the_rest_is_over(
    launch: Launch, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though another connection has not left it yet: both are needed afterwards."""
    monkeypatch.setattr("campaigns.post.engine.lanes._PATIENT", 60)
    opened = launch(ORANGE)
    over = clock.epoch() + 30

    async def come_back() -> Lane | None:
        found = lanes(opened)
        mine = lane(found, orange(opened)[0])
        assert await found.choose() is mine
        mine.rest(over)
        return await found.choose()

    assert clocks.run(clock, come_back()) is not None
    assert clock.epoch() == over


@pytest.fixture
def slow(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """A sending that would take hours."""
    monkeypatch.setattr("campaigns.post.engine.lanes._PATIENT", 1_000)
    with servers.running() as sink:
        yield launch(ORANGE[:4] + OTHERS[:4], sink.url, clock=Clock())


@pytest.mark.parametrize("why", ["rate", "rest", "slot"])
def test_who_waits_lets_go_at_once(slow: Installation, why: str) -> None:
    """For its time, for the end of a rest, for a connection: nothing stays claimed, and a stop is not waited for. What
    they wait for comes in a quarter of an hour; no test lasts as long.
    """
    now = slow.clock.epoch()
    with slow.database.transaction() as session:
        if why == "rate":
            providers.change(session, pacing.ALL, {"per_second": 0.001})
        for row in providers.listed(session):
            if why == "rest" and row.id != providers.OTHERS:
                providers.leave_alone(session, row.id or 0, 900, now)
            if why == "slot" and row.connections:
                for _slot in range(row.connections):
                    connection_slots.take(session, row.id or 0, "another-boot.pid:[1]/1/1", now)
    posting.send(slow, [1], bounds=Bounds(seconds=0.5))

    assert set(states(slow)) <= {"accepted", "planned"}
    assert states(slow)["planned"] >= 4


def test_a_slot_that_cannot_be_asked_for_leaves_no_trace(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error is told, and the lane counts nobody who serves it."""
    opened = launch(ORANGE)

    def broken(*_given: object) -> None:
        raise LookupError

    monkeypatch.setattr(connection_slots, "take", broken)

    async def enter() -> int:
        found = lanes(opened)
        with pytest.raises(LookupError):
            await found.choose()
        return found.all[0].lines

    assert asyncio.run(enter()) == 0


def test_who_waits_for_her_time_when_a_rest_begins_sends_nothing(launch: Launch, clock: MovableClock) -> None:
    """Neither this letter nor the one after it; both are free to be sent later."""
    opened = launch(ORANGE)
    with opened.database.transaction() as session:
        providers.change(session, "orange", {"per_second": 2.0})
    number = orange(opened)[0]

    async def wait() -> object:
        found = lanes(opened)
        route = Route(smtp_routes.servers(opened.settings), opened.clock)
        line = Conversation(route, found, found._recorder, opened.clock, DialogueTally())
        mine = line._lane = lane(found, number)
        assert await line._next() is not None
        waiting = asyncio.create_task(line._next())
        await asyncio.sleep(0.1)
        mine.rest(clock.epoch() + 900)
        return await waiting

    assert clocks.run(clock, wait()) is None
