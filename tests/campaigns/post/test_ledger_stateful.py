"""Two workers, a person and bad luck, in any order: the promises of the ledger hold all the same.

Hypothesis plays claims, intents, replies, crashes, naps longer than a lease, pauses, cancellations, objections and
resumptions against a real database, and compares the ledger with what an honest server saw.
"""

from __future__ import annotations

import atexit
import contextlib
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from campaigns import errors
from campaigns.acting import launching, steering, windows
from campaigns.post import ledger, reports, statements
from campaigns.post.ledger import Claimed, Intent, Settlement
from campaigns.post.states import DeliveryState
from lists import addresses
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import settings as house
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast, databases
from tests.clocks import MovableClock
from tests.databases import Copies

WORKERS = st.sampled_from(["elsewhere/1/1", "elsewhere/2/2"])
#: What becomes of a letter; most are taken.
ENDS = st.sampled_from(["250", "250", "250", "250 lost", "451", "550", "not sent"])


#: The same in every run, or the order of the rows would not be, and Hypothesis could not play anything again.
KEYS = Keyring(suppression=b"s" * 32, signing={1: b"k" * 32})
BEGAN = datetime(2009, 9, 15, 8, 0, tzinfo=UTC)


@cache
def _launched() -> Copies:
    """Return what copies a database with a campaign under `hold`, to four readers, that was launched once."""
    folder = Path(_temporary())
    database = Copies(databases.migrate(folder / "migrated.db")).at(folder / "relais.db")
    opened = Installation(house.load(data=folder), database, KEYS, MovableClock(BEGAN))
    launching.launch(opened, launching.Order(cast.stage(opened, folder), grace=0), "test")
    database.engine.dispose()
    return Copies(folder / "relais.db")


@cache
def _temporary() -> str:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder.name


class Worker:
    """What one process knows."""

    def __init__(self) -> None:
        #: Rows leased and not yet offered, with their lease and when this process believes it lapses.
        self.rows: list[tuple[Claimed, int, int]] = []
        #: The letter whose intent is on disk.
        self.at_the_dot: tuple[Claimed, int, int] | None = None


class TwoWorkers(RuleBasedStateMachine):
    """A campaign under `hold`, to four readers."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = MovableClock(BEGAN)
        folder = Path(self._folder.name)
        self.opened = Installation(house.load(data=folder), _launched().at(folder / "relais.db"), KEYS, self.clock)
        self.workers = {"elsewhere/1/1": Worker(), "elsewhere/2/2": Worker()}
        #: What the server took for delivered.
        self.server: Counter[str] = Counter()
        self.suppressed: set[str] = set()
        self.is_stopped = False

    def teardown(self) -> None:
        """Forget the database."""
        _launched().close()
        self._folder.cleanup()

    @rule(name=WORKERS, end=ENDS)
    def work(self, name: str, end: str) -> None:
        """A worker does what comes next in its life: hand over, or record an intent, or lease rows."""
        worker = self.workers[name]
        if worker.at_the_dot is not None:
            self._hand_over(worker, end)
        elif worker.rows:
            self._intend(worker)
        else:
            self._claim(name, worker)

    # Most of what happens is work; the rest is what work must survive.
    @rule(name=WORKERS, end=ENDS)
    def work_on(self, name: str, end: str) -> None:
        """More of the same."""
        self.work(name, end)

    @rule(end=ENDS)
    def work_together(self, end: str) -> None:
        """Both workers, one after the other."""
        for name in self.workers:
            self.work(name, end)

    def _claim(self, name: str, worker: Worker) -> None:
        with self.opened.database.transaction() as session:
            batch = ledger.claim(session, 1, name, 2, self.clock.epoch())
        if batch is not None:
            lapses = self.clock.epoch() + ledger.LEASE_SECONDS
            worker.rows = [(row, batch.lease_id, lapses) for row in batch.rows]

    def _intend(self, worker: Worker) -> None:
        """The server is ready for a letter: its intent is recorded, or the letter is dropped."""
        row, lease, lapses = worker.rows.pop(0)
        with self.opened.database.transaction() as session:
            granted = ledger.hand_over(session, [Intent(row.id, lease)], self.clock.epoch())
        if row.id in granted:
            assert row.address not in self.suppressed, "an objection was not honoured at the intent"
            assert not self.is_stopped, "a pause was not honoured at the intent"
            assert lapses > self.clock.epoch(), "a lapsed lease still opened the door"
            worker.at_the_dot = (row, lease, lapses)

    def _hand_over(self, worker: Worker, end: str) -> None:
        """The letter goes out, unless the worker sees that it slept; something becomes of it."""
        assert worker.at_the_dot is not None
        (row, lease, lapses), worker.at_the_dot = worker.at_the_dot, None
        if lapses <= self.clock.epoch():
            end = "not sent"
        self.server[row.address] += end.startswith("250")
        state = {
            "250": DeliveryState.ACCEPTED, "250 lost": DeliveryState.UNCERTAIN,
            "451": DeliveryState.DEFERRED, "550": DeliveryState.REFUSED,
            "not sent": DeliveryState.PLANNED,
        }[end]  # fmt: skip
        with self.opened.database.transaction() as session:
            ledger.settle(session, [Settlement(row.id, lease, state, end)], self.clock.epoch())

    @rule(name=WORKERS, was_delivered=st.booleans())
    def crash(self, name: str, was_delivered: bool) -> None:
        """A worker dies; its last letter had left, or not."""
        worker = self.workers[name]
        if worker.at_the_dot and was_delivered and worker.at_the_dot[2] > self.clock.epoch():
            self.server[worker.at_the_dot[0].address] += 1
        self.workers[name] = Worker()

    @rule(seconds=st.sampled_from([1, 30, 130, 700]))
    def time_passes(self, seconds: int) -> None:
        """A nap, sometimes longer than a lease."""
        self.clock.move(timedelta(seconds=seconds))

    @rule()
    def reclaim(self) -> None:
        """The tick takes back what lapsed."""
        with self.opened.database.transaction() as session:
            ledger.reclaim(session, self.clock.epoch())
            windows.turn(session, reports.get(session, 1), self.clock.epoch())

    @precondition(lambda self: not self.is_stopped)
    @rule()
    def pause(self) -> None:
        """A person stops it."""
        with contextlib.suppress(errors.WrongMoment):
            steering.pause(self.opened, 1, "test")
            self.is_stopped = True

    @precondition(lambda self: self.is_stopped)
    @rule()
    def resume(self) -> None:
        """And lets it go on."""
        steering.resume(self.opened, 1, "test")
        self.is_stopped = False

    @precondition(lambda self: self.clock.epoch() % 60 == 31)
    @rule()
    def take_for_sent(self) -> None:
        """Her word on what is uncertain."""
        steering.settle_as_sent(self.opened, 1, "test")

    @precondition(lambda self: self.clock.epoch() % 60 == 33 and not self.is_stopped)
    @rule()
    def cancel(self) -> None:
        """Rarely, she cancels."""
        with contextlib.suppress(errors.WrongMoment):
            steering.cancel(self.opened, 1, "test")
            self.clock.move(timedelta(seconds=1))

    @rule(address=st.sampled_from(cast.EVERYBODY[:2]))
    def object_(self, address: str) -> None:
        """A reader objects."""
        self.suppressed.add(address)
        with self.opened.database.transaction() as session:
            key = suppressing.address_key(self.opened.keyring, addresses.parse(address))
            suppressing.suppress(
                session, key, reason=SuppressionReason.OBJECTION, since=self.clock.now(), evidence="test"
            )

    @invariant()
    def nobody_gets_two(self) -> None:
        """Under `hold`, nothing that may have left is sent again."""
        assert all(letters <= 1 for letters in self.server.values())

    @invariant()
    def the_sum_holds(self) -> None:
        """Every reader of the audience stands in exactly one state."""
        with self.opened.database.reading() as session:
            assert sum(ledger.counts(session, 1).values()) == len(cast.EVERYBODY)

    @invariant()
    def what_waits_is_due_and_nothing_else(self) -> None:
        """`next_at` says so, because no index may speak of the state."""
        with self.opened.database.reading() as session:
            rows = session.execute(sa.select(statements.DELIVERY.c.state, statements.DELIVERY.c.next_at)).all()
        assert all((row.next_at >= 0) == (row.state in (DeliveryState.PLANNED, DeliveryState.DEFERRED)) for row in rows)

    @invariant()
    def what_left_is_never_planned(self) -> None:
        """A letter that the server took is accepted, uncertain, or still at its dot."""
        with self.opened.database.reading() as session:
            rows = {row.address: row.state.value for row in reports.deliveries(session, 1)}
        left = {rows[address] for address, letters in self.server.items() if letters}
        assert left <= {DeliveryState.ACCEPTED, DeliveryState.UNCERTAIN, DeliveryState.HANDING_OVER}


TestTwoWorkers = TwoWorkers.TestCase
TestTwoWorkers.settings = settings(
    max_examples=40, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
#: Two thousand steps on a disk, beside whatever else the machine does.
TestTwoWorkers.pytestmark = [pytest.mark.timeout(480)]  # type: ignore[attr-defined]
