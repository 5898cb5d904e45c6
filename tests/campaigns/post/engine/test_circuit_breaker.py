"""The breaker: a campaign that does harm is paused, says why, once, and goes on when a person says so."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from campaigns.acting import sending, steering
from campaigns.post import models, reports
from campaigns.post.engine import circuit_breaker
from campaigns.post.engine.circuit_breaker import Breaker, CountedEvent
from campaigns.post.ledger import Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from mailer.verdicts import Reason
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import servers
from tests.campaigns.post.conftest import Launch, states

pytestmark = pytest.mark.dialects

READERS = [f"lecteur{number}@brumevent.example" for number in range(60)]
POLICY, UNKNOWN = "554 5.7.1 Message refused by policy", "550 5.1.1 User unknown"


@pytest.mark.parametrize(
    ("kind", "many", "ended", "is_harm"),
    [
        (CountedEvent.POLICY, 5, 100, False), (CountedEvent.POLICY, 6, 100, True),
        (CountedEvent.HARD, 10, 100, False), (CountedEvent.HARD, 11, 100, True),
        (CountedEvent.COMPLAINED, 3, 1000, False), (CountedEvent.COMPLAINED, 4, 1000, True),
        (CountedEvent.HARD, 19, 19, False), (CountedEvent.HARD, 20, 20, True),
        (CountedEvent.COMPLAINED, 2, 20, False), (CountedEvent.COMPLAINED, 3, 20, True),
        (CountedEvent.POLICY, 5, 20, False), (CountedEvent.POLICY, 6, 20, True),
        (CountedEvent.HARD, 9, 24, False), (CountedEvent.HARD, 10, 24, True),
    ],
)  # fmt: skip
def test_harm_is_a_share_of_enough_letters(kind: CountedEvent, many: int, ended: int, *, is_harm: bool) -> None:
    """More than 5 % refused for what we are, 10 % unknown, 0.3 % complaints; of twenty letters at least; no chance."""
    reason = circuit_breaker.reason({CountedEvent.ENDED: ended, kind: many})

    assert bool(reason) is is_harm
    assert (f"{many} " in reason) is is_harm


def test_who_complains_is_one_of_those_who_have_the_letter() -> None:
    """As the report says it; a campaign of which little arrives would seem to please."""
    counted: dict[str, int] = {CountedEvent.ENDED: 2000, CountedEvent.FAILED: 1001, CountedEvent.COMPLAINED: 3}

    assert "3 lecteurs sur 999" in circuit_breaker.reason(counted)
    assert not circuit_breaker.reason(counted | {CountedEvent.FAILED: 0})


@pytest.mark.parametrize(
    ("many", "ended", "is_told"), [(2, 20, False), (3, 19, False), (3, 3000, False), (4, 3000, True)]
)
def test_somebody_must_know_before_a_campaign_stops(many: int, ended: int, *, is_told: bool) -> None:
    """Above 0.1 %, by the same figures and with the same care for small numbers."""
    counted: dict[str, int] = {CountedEvent.ENDED: ended, CountedEvent.COMPLAINED: many}

    assert circuit_breaker.complained(counted) == ((many, ended) if is_told else None)
    assert not circuit_breaker.reason(counted)


def test_what_came_first_is_weighed_as_soon_as_there_is_enough() -> None:
    """Ten unknown addresses, then ten that are known: half of twenty."""
    breaker = Breaker()
    for number in range(20):
        state, why = (
            (DeliveryState.REFUSED, Reason.USER_UNKNOWN) if number < 10 else (DeliveryState.ACCEPTED, Reason.ACCEPTED)
        )
        assert not breaker.reason
        breaker.note(Settlement(number, 1, state, reason=why))

    assert "10 adresses sur 20" in breaker.reason


def campaign(opened: Installation) -> Campaign:
    """Return the campaign as it stands."""
    with opened.database.reading() as session:
        return reports.get(session, 1)


def acts(opened: Installation, act: str) -> list[AuditEntry]:
    """Return what was recorded of one act."""
    with opened.database.reading() as session:
        return list(session.scalars(sa.select(AuditEntry).where(sa.column("act") == act)))


@pytest.mark.parametrize(("said", "words"), [(POLICY, "refusées pour ce que nous sommes"), (UNKNOWN, "n’existent pas")])
def test_a_campaign_that_is_refused_is_paused_before_the_rest_leaves(launch: Launch, said: str, words: str) -> None:
    """With the reason in words, one line in the audit, and what had not left still planned."""
    with servers.running() as sink:
        sink.at_rcpt = {reader: [said] for reader in READERS}
        opened = launch(READERS, sink.url)
        sending.send(opened, 1)
        sending.send(opened, 1)

    found = campaign(opened)
    assert (found.state, words in found.state_reason) == ("paused", True)
    assert [entry.actor for entry in acts(opened, "campaign.paused")] == ["relais"]
    assert 20 <= states(opened)["refused"] <= 26
    assert set(states(opened)) == {"refused", "planned"}


def test_who_goes_on_tolerates_what_has_happened(launch: Launch) -> None:
    """The letters after that are weighed by themselves."""
    with servers.running() as sink:
        sink.at_rcpt = {reader: [UNKNOWN] for reader in READERS}
        opened = launch(READERS, sink.url)
        sending.send(opened, 1)
        assert campaign(opened).state == "paused"
        sink.at_rcpt.clear()
        steering.resume(opened, 1, "test")
        sending.send(opened, 1)

    assert campaign(opened).state == "finished"
    assert states(opened)["accepted"] == len(sink.received) >= 60 - 26


def test_complaints_and_bounces_are_counted_from_the_ledger(launch: Launch) -> None:
    """They come later, when no process follows the figures."""
    opened = launch(READERS)
    delivery = models.table("delivery")
    with opened.database.transaction() as session:
        session.execute(sa.update(delivery).values(state="accepted", next_at=-1))
        for state, why, ids in (("complained", "", (1, 2, 3)), ("bounced", Reason.USER_UNKNOWN.value, (4, 5))):
            session.execute(sa.update(delivery).where(delivery.c.id.in_(ids)).values(state=state, reason=why))
    with opened.database.reading() as session:
        counted = circuit_breaker.count(session, campaign(opened))

    assert counted == {CountedEvent.ENDED: 60, CountedEvent.FAILED: 2, CountedEvent.COMPLAINED: 3, CountedEvent.HARD: 2}
    assert "3 lecteurs sur 58" in circuit_breaker.reason(counted)


def test_a_campaign_that_is_not_under_way_is_left_alone(launch: Launch) -> None:
    """What a person paused, for her own reasons, keeps them."""
    opened = launch(READERS[:1])
    steering.pause(opened, 1, "test")
    with opened.database.transaction() as session:
        assert not circuit_breaker.pause(session, 1, "x", opened.clock.now())

    assert campaign(opened).state_reason == ""
