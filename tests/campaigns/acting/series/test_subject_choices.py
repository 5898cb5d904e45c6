"""Two subjects: some readers try one of the two, the rest wait for the one in whose letters more persons clicked."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter as Counts
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from campaigns import errors
from campaigns.acting import launching, steering, ticking
from campaigns.acting.preparing import list_updates
from campaigns.acting.series import subject_choices
from campaigns.editorial import second_subjects
from campaigns.post import models, tokens
from campaigns.post.hits import counting, spooling, tracked_links
from campaigns.post.hits.counting import Counter
from campaigns.post.hits.robots import Hit
from campaigns.post.models import Delivery, Event
from campaigns.post.states import DeliveryState
from campaigns.post.subject_trials import choosing
from campaigns.post.subject_trials.choosing import Because, Chosen
from runtime import settings
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects
FIRST, SECOND = "La Lettre n°\u00a04\u00a0: recruter sans CV", "Recruter autrement, c’est possible"
READERS = tuple(f"lectrice{number:02}@brumevent.example" for number in range(20))
TRIAL = second_subjects.Wish(SECOND, percent=50, least=2, hours=4)


@pytest.fixture
def tried(opened: Installation, server: servers.Sink, tmp_path: Path) -> Installation:
    """Campaign 1 to twenty readers, ten of whom try: their letters are out."""
    given = settings.load(data=tmp_path, smtp_url=server.url, smtp_connections=3, base_url="https://lettre.example")
    found = Installation(given, opened.database, opened.keyring, opened.clock)
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, found, READERS)
        cast.issue(session, found, tmp_path)
    launching.launch(found, launching.Order(1, grace=0, trial=TRIAL), "test")
    for _time in range(2):
        ticking.tick(found)
    return found


def _subjects(server: servers.Sink) -> Counts[str]:
    read = (email.message_from_bytes(one, policy=email.policy.default) for one in server.letters.values())
    return Counts(str(one["Subject"]) for one in read)


def _click(opened: Installation, visitors: range, *, second: bool, link: int = 1) -> None:
    spool = spooling.Spool(opened.settings.data)
    at, mark = opened.clock.now().timestamp(), tracked_links.SECOND if second else 0
    for visitor in visitors:
        spool.note(Hit(at, 1, link | mark, 0, "", visitor))
    counting.settle(Counter(opened), spool)


def test_half_of_the_trial_gets_each_and_the_rest_waits(tried: Installation, server: servers.Sink) -> None:
    """Nobody waits to be asked: they are in the ledger, planned, and not due."""
    assert _subjects(server) == {FIRST: 5, SECOND: 5}
    with tried.database.reading() as session:
        waiting = session.exec(select(Delivery).where(Delivery.state == DeliveryState.PLANNED.value)).all()
    assert {one.next_at for one in waiting} == {models.UNDECIDED}
    assert len(waiting) == 10
    found = subject_choices.show(tried, 1)
    assert found is not None
    assert (found.first.readers, found.second.readers, found.rest) == (5, 5, 10)
    assert "10 destinataires attendent le meilleur objet\u00a0: il sera choisi vers" in found.words


def test_the_better_one_goes_to_the_rest(tried: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """After its hours, by one tick, once; every reader has one letter."""
    _click(tried, range(7), second=True)
    _click(tried, range(6), second=False)
    clock.move(timedelta(hours=4) - timedelta(seconds=1))
    assert ticking.tick(tried).did == []
    clock.move(timedelta(seconds=1))
    did = ticking.tick(tried).did

    assert did[:2] == ["campaign.subject_chosen:1", "campaign.sent:1"]
    assert _subjects(server) == {FIRST: 5, SECOND: 15}
    assert set(server.received.values()) == {1}
    found = subject_choices.show(tried, 1)
    assert found is not None
    assert (found.chosen, found.because) == (Chosen.SECOND, Because.CLICKS)
    assert (found.first.clicked, found.second.clicked) == (6, 7)
    assert ticking.tick(tried).did == []


@pytest.mark.parametrize(("clicks", "because"), [(6, Because.TIE), (choosing.FEWEST - 1, Because.FEW)])
def test_what_says_nothing_leaves_the_first(
    tried: Installation, server: servers.Sink, clock: MovableClock, clicks: int, because: Because
) -> None:
    """A tie, or clicks that are chance; and it says so."""
    _click(tried, range(clicks), second=True)
    _click(tried, range(clicks if because is Because.TIE else 0), second=False)
    clock.move(timedelta(hours=4))
    ticking.tick(tried)
    found = subject_choices.show(tried, 1)

    assert _subjects(server) == {FIRST: 15, SECOND: 5}
    assert found is not None
    assert found.because is because
    assert "c’est le premier" in found.words


def test_one_person_counts_once_and_is_not_known(tried: Installation) -> None:
    """However many links they follow; what is kept names the subject, the link, and nobody."""
    for link in (1, 2):
        _click(tried, range(1), second=True, link=link)
    spool, at = spooling.Spool(tried.settings.data), tried.clock.now().timestamp()
    for number, link in enumerate((1, 2, 1)):
        spool.note(Hit(at + 100 * number, 1, link | tracked_links.SECOND, 0, "", 77))
    counting.settle(Counter(tried), spool)
    with tried.database.reading() as session:
        events = session.exec(select(Event).order_by(col(Event.id))).all()
        found = choosing.clicked(session, 1)

    assert found == (0, 3)
    assert {one.link for one in events} == {1, 2}
    assert {one.delivery_id for one in events} == {None}
    assert {key for one in events for key in one.details} <= {"second", "visits", "times"}


def test_letters_with_the_second_subject_say_so_in_their_links(tried: Installation, server: servers.Sink) -> None:
    """The same for all of them, and it leads where the other leads."""
    found = set()
    for raw in server.letters.values():
        read = email.message_from_bytes(raw, policy=email.policy.default)
        html = read.get_body(("html",))
        assert html is not None
        for token in re.findall(r"/l/c/([\w-]{28})", html.get_content()):
            said = tokens.read_link(tried.keyring, token)
            found.add((str(read["Subject"]) == SECOND, bool(said.number & tracked_links.SECOND)))

    assert found == {(True, True), (False, False)}


def test_a_paused_campaign_does_not_choose(tried: Installation, server: servers.Sink, clock: MovableClock) -> None:
    """Its clock goes on, and the tick after it was resumed chooses."""
    steering.pause(tried, 1, "test")
    clock.move(timedelta(hours=5))
    assert ticking.tick(tried).did == []
    steering.resume(tried, 1, "test")
    assert ticking.tick(tried).did[0] == "campaign.subject_chosen:1"
    assert sum(server.received.values()) == 20


def test_a_person_may_choose_before(tried: Installation, server: servers.Sink) -> None:
    """Once; then nobody waits any more."""
    found = subject_choices.choose(tried, 1, Chosen.SECOND, "test")
    ticking.tick(tried)

    assert _subjects(server) == {FIRST: 5, SECOND: 15}
    assert found is not None
    assert found.because is Because.PERSON
    with pytest.raises(errors.NothingToChoose):
        subject_choices.choose(tried, 1, Chosen.FIRST, "test")


def test_those_who_wait_can_be_cancelled(tried: Installation, server: servers.Sink) -> None:
    """The sum of all states is the audience."""
    steering.cancel(tried, 1, "test")
    ticking.tick(tried)

    assert sum(server.received.values()) == 10
    with tried.database.reading() as session:
        states = Counts(session.exec(select(Delivery.state)).all())
    assert states == {"accepted": 10, "cancelled": 10}


def test_both_subjects_are_frozen_and_the_draw_is_its_campaigns_own(tried: Installation) -> None:
    """The edition of the same issue with one subject is another one."""
    with tried.database.reading() as session:
        [sha256] = session.exec(select(models.Campaign.edition_id)).all()
    second_subjects.keep(tried, 1, second_subjects.Wish(""), "test")
    before = launching.look(tried, launching.Order(1))[0].snapshot
    second_subjects.keep(tried, 1, TRIAL, "test")
    after = launching.look(tried, launching.Order(1))[0].snapshot

    assert sha256 == 1
    assert before.sha256 != after.sha256
    assert "second_subject" not in before.as_json()["issue"]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (second_subjects.Wish(f" {FIRST.upper()} "), "second_subject"),
        (second_subjects.Wish("x" * 201), "second_subject"),
        (second_subjects.Wish("Bon\u202ejour"), "second_subject"),
        (second_subjects.Wish(SECOND, percent=0), "percent"),
        (second_subjects.Wish(SECOND, hours=25), "hours"),
        (second_subjects.Wish(SECOND, least=1), "least"),
    ],
)
def test_a_trial_that_teaches_nothing_is_refused(
    opened: Installation, tmp_path: Path, wish: second_subjects.Wish, field: str
) -> None:
    """And nothing is kept."""
    issue = cast.stage(opened, tmp_path)
    with pytest.raises(FieldRefused) as refused:
        second_subjects.keep(opened, issue, wish, "test")

    assert refused.value.field == field
    assert second_subjects.show(opened, issue) is None


def test_a_list_that_is_drawn_up_again_draws_who_tries(opened: Installation, tmp_path: Path) -> None:
    """Whoever came since waits or tries like the others."""
    issue = cast.stage(opened, tmp_path)
    trial = second_subjects.Wish(SECOND, percent=50, least=2)
    campaign = launching.launch(opened, launching.Order(issue, trial=trial), "test").id
    with opened.database.transaction() as session:
        cast.people(session, opened, READERS)
    list_updates.update(opened, campaign, "test")
    with opened.database.reading() as session:
        rows = session.exec(select(Delivery)).all()

    assert len(rows) == len(cast.EVERYBODY) + len(READERS) == 24
    assert Counts((one.next_at, one.second) for one in rows) == {
        (0, False): 6, (0, True): 6, (models.UNDECIDED, False): 12,
    }  # fmt: skip
