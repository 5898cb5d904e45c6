"""Something to do for each duty of the tick, and what shows that it was done."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from campaigns.acting import launching, ticking
from campaigns.acting.tick_outcomes import Done
from campaigns.editorial import digests, second_subjects
from campaigns.editorial.digest_rhythms import Every
from campaigns.post import ledger
from campaigns.post.hits import spooling
from campaigns.post.hits.robots import Hit
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState, DeliveryState
from lists.contacts import double_opt_in
from lists.kinds import SubscriptionState as Standing
from lists.models import Subscription
from runtime import settings
from runtime.installation import Installation
from runtime.journal import Journal
from tests.campaigns.acting import test_ticking as ticks
from tests.campaigns.acting.returned import Box
from tests.campaigns.post import messages
from tests.clocks import MovableClock
from tests.names import Names


def _beat(opened: Installation, _clock: MovableClock) -> Installation:
    return opened


def remember(opened: Installation, clock: MovableClock) -> Installation:
    """A copy of before was put back: the journal says more than the database has read."""
    beside = Journal(opened.settings.data / "objections.journal")
    desk = dataclasses.replace(opened, database=dataclasses.replace(opened.database, journal=beside))
    ticking.tick(desk)
    beside.append([{"act": "stop", "key": "00" * 16, "list": None, "reason": "objection",
                    "since": clock.now().isoformat(), "evidence": "test"}])  # fmt: skip
    return desk


def _reclaim(opened: Installation, clock: MovableClock) -> Installation:
    """A worker of another machine died with a batch."""
    made = launching.launch(opened, launching.Order(1, grace=0), "test")
    with opened.database.transaction() as session:
        assert ledger.claim(session, made.id or 0, "another-machine/1/1", 10, clock.epoch()) is not None
    clock.move(timedelta(seconds=ledger.LEASE_SECONDS))
    return opened


def _turn_windows(opened: Installation, clock: MovableClock) -> Installation:
    launching.launch(opened, launching.Order(1), "test")
    clock.move(timedelta(minutes=10))
    return opened


def _notify(opened: Installation, _clock: MovableClock) -> Installation:
    messages.queue(opened)
    return opened


def _sort(opened: Installation, _clock: MovableClock) -> Installation:
    """A campaign waits, with domains that nobody asked for yet."""
    launching.launch(opened, launching.Order(1), "test")
    return dataclasses.replace(opened, resolver=Names(mx={"brumevent.example": ["mx0.mail.ovh.net"]}))


def _weigh(opened: Installation, _clock: MovableClock) -> Installation:
    launching.launch(opened, launching.Order(1, grace=0), "test")
    ticks.harm(opened, "complained")
    return opened


def _send(opened: Installation, _clock: MovableClock) -> Installation:
    launching.launch(opened, launching.Order(1, grace=0), "test")
    return opened


def _choose_subjects(opened: Installation, clock: MovableClock) -> Installation:
    """The letters of a trial are out, and its hour is over."""
    trial = second_subjects.Wish("Un autre objet", percent=50, least=2, hours=1)
    launching.launch(opened, launching.Order(1, grace=0, trial=trial), "test")
    ticking.tick(opened)
    ticking.tick(opened)
    clock.move(timedelta(hours=1))
    return opened


def _ask_back(opened: Installation, _clock: MovableClock) -> Installation:
    """It paused itself, in another process."""
    launching.launch(opened, launching.Order(1, grace=0), "test")
    ticks.harm(opened, "complained")
    ticking.weigh(opened, Done())
    return opened


def _read_mailbox(opened: Installation, _clock: MovableClock) -> Installation:
    box = Box(opened.settings.data / "retours", None)  # type: ignore[arg-type]  # nothing was sent
    box.make()
    box.drop("From: qui@quelque.example\nSubject: Bonjour\n\nMerci.\n")
    told = opened.settings.model_dump(include={"data", "smtp_url"})
    return dataclasses.replace(opened, settings=settings.load(**told, mailbox_url=box.url))


def _count(opened: Installation, clock: MovableClock) -> Installation:
    """The pages died with a click that they had written down."""
    made = launching.launch(opened, launching.Order(1), "test")
    spool = spooling.Spool(opened.settings.data)
    spool.note(Hit(clock.now().timestamp(), made.id or 0, 1, 0, "", 9))
    for file in spooling.folder(opened.settings.data).iterdir():
        file.rename(file.with_name(file.name.replace(file.stem.partition("-")[0], "dead")))
    spool.close()
    (spooling.folder(opened.settings.data) / "dead.lock").touch()
    return opened


def _tell(opened: Installation, clock: MovableClock) -> Installation:
    made = launching.launch(opened, launching.Order(1, grace=0), "test")
    with opened.database.transaction() as session:
        ledger.move_all(session, made.id or 0, DeliveryState.CANCELLED, clock.epoch(), [DeliveryState.PLANNED])
        session.get_one(Campaign, made.id).state = CampaignState.CANCELLED.value
    return opened


def forget_requests(opened: Installation, clock: MovableClock) -> Installation:
    """Four asked to be on the list, and the time to confirm it has passed by a second."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Subscription).values(state=Standing.PENDING.value))
    clock.move(timedelta(days=double_opt_in.DAYS_TO_CONFIRM, seconds=1))
    return opened


def _retain(opened: Installation, clock: MovableClock) -> Installation:
    """Another day."""
    ticking.tick(opened)
    clock.move(timedelta(days=1))
    return opened


def _prepare_digests(opened: Installation, clock: MovableClock) -> Installation:
    """A week later; nothing appeared meanwhile."""
    digests.change(opened, digests.Change(is_on=True, every=Every.WEEK), "test")
    clock.move(timedelta(days=7))
    return opened


@dataclasses.dataclass(frozen=True)
class Scene:
    """Something to do for one duty."""

    play: Callable[[Installation, MovableClock], Installation]
    #: How what was done begins, among what a tick said it did, told a person, or left as signs of life (at `{now}`).
    sign: str


#: By the name of the duty's function.
SCENES = {
    "beat": Scene(_beat, "tick:{now}"),
    "remember": Scene(remember, "objections.remembered:1"),
    "reclaim": Scene(_reclaim, "leases.reclaimed:1"),
    "turn_windows": Scene(_turn_windows, "campaign.sending:1"),
    "notify": Scene(_notify, "messages.accepted:1"),
    "sort": Scene(_sort, "domains.sorted:"),
    "weigh": Scene(_weigh, "campaign.paused:1"),
    "choose_subjects": Scene(_choose_subjects, "campaign.subject_chosen:1"),
    "send": Scene(_send, "campaign.sent:1"),
    "ask_back": Scene(_ask_back, "L’envoi n°\u00a01 attend une décision"),
    "read_mailbox": Scene(_read_mailbox, "letters.read:1"),
    "count": Scene(_count, "clicks.recorded:1"),
    "tell": Scene(_tell, "campaign.told:1"),
    "forget_requests": Scene(forget_requests, "requests.forgotten:4"),
    "retain": Scene(_retain, "retention:{now}"),
    "prepare_digests": Scene(_prepare_digests, "digest.nothing:1"),
    "keep_promises": Scene(_retain, "partnership:{now}"),
}
