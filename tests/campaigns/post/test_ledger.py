"""The ledger's verbs on a real database: leases, fences, and who may no longer be written to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from campaigns.acting import launching, steering
from campaigns.acting.launching import Launched
from campaigns.post import ledger, statements
from campaigns.post.ledger import Batch, Intent, Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from lists import addresses
from lists.kinds import SuppressionReason
from lists.models import MailingList
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock

pytestmark = pytest.mark.dialects

DEAD = "another-machine/1/1"


@pytest.fixture
def campaign(opened: Installation, tmp_path: Path) -> Launched:
    """A campaign to the four readers of the cast, ready to be sent."""
    return launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")


def claim(opened: Installation, campaign: Launched, limit: int = 10) -> Batch:
    """Lease rows for a worker that will not come back."""
    with opened.database.transaction() as session:
        batch = ledger.claim(session, campaign.id or 0, DEAD, limit, opened.clock.epoch())
    assert batch is not None
    return batch


def hand_over(opened: Installation, batch: Batch) -> set[int]:
    """Record the intent of every row of a batch."""
    with opened.database.transaction() as session:
        intents = [Intent(row.id, batch.lease_id) for row in batch.rows]
        return ledger.hand_over(session, intents, opened.clock.epoch())


def settle(opened: Installation, batch: Batch, state: DeliveryState, **said: str) -> None:
    """Record one outcome for every row of a batch."""
    with opened.database.transaction() as session:
        outcomes = [Settlement(row.id, batch.lease_id, state, **said) for row in batch.rows]  # type: ignore[arg-type]
        ledger.settle(session, outcomes, opened.clock.epoch())


def reclaim(opened: Installation) -> None:
    """Take back what lapsed."""
    with opened.database.transaction() as session:
        ledger.reclaim(session, opened.clock.epoch())


def counts(opened: Installation, campaign: Launched) -> dict[str, int]:
    """Return the states that hold a row."""
    with opened.database.reading() as session:
        return {state.value: many for state, many in ledger.counts(session, campaign.id or 0).items() if many}


def test_a_row_is_leased_to_one_worker_only(opened: Installation, campaign: Launched) -> None:
    """Two claims never share a row."""
    first, second = claim(opened, campaign, 2), claim(opened, campaign, 2)

    assert not {row.id for row in first.rows} & {row.id for row in second.rows}


def test_nothing_is_claimed_when_nothing_is_due(opened: Installation, campaign: Launched) -> None:
    """An empty claim leaves no lease behind."""
    claim(opened, campaign)
    with opened.database.transaction() as session:
        assert ledger.claim(session, campaign.id or 0, DEAD, 10, opened.clock.epoch()) is None
        assert session.execute(sa.select(sa.func.count()).select_from(statements.LEASE)).scalar_one() == 1


def test_a_paused_campaign_gives_nothing_out(opened: Installation, campaign: Launched) -> None:
    """The state of the campaign is read in the transaction of the claim."""
    _set(opened, campaign, state="paused")
    with opened.database.transaction() as session:
        assert ledger.claim(session, campaign.id or 0, DEAD, 10, opened.clock.epoch()) is None


def test_an_intent_is_granted_once(opened: Installation, campaign: Launched) -> None:
    """The second one finds the row elsewhere."""
    batch = claim(opened, campaign)

    assert {row.id for row in batch.rows} == hand_over(opened, batch)
    assert hand_over(opened, batch) == set()


def test_an_intent_needs_the_lease(opened: Installation, campaign: Launched, clock: MovableClock) -> None:
    """A worker that slept for ten minutes cannot send."""
    batch = claim(opened, campaign)
    clock.move(timedelta(minutes=10))

    assert hand_over(opened, batch) == set()


def test_a_lease_given_away_does_not_come_back(opened: Installation, campaign: Launched, clock: MovableClock) -> None:
    """The fence of the first worker opens nothing once another holds the rows."""
    sleeper = claim(opened, campaign)
    clock.move(timedelta(minutes=10))
    reclaim(opened)
    claim(opened, campaign)

    assert hand_over(opened, sleeper) == set()


def test_who_left_one_list_gets_the_letters_of_the_other(opened: Installation, campaign: Launched) -> None:
    """The list that is asked about is that of the row's own campaign, not of some other."""
    with opened.database.transaction() as session:
        other = MailingList(name="Lettre aux missions locales")
        session.add(other)
        session.flush()
        key = suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE))
        now = opened.clock.now()
        suppressing.suppress(
            session, key, reason=SuppressionReason.UNSUBSCRIBED, since=now, mailing_list_id=other.id, evidence="test"
        )
    again = launching.Order(1, grace=0, overrides={"already_launched": "test"})
    second = launching.launch(opened, again, "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Campaign).where(col(Campaign.id) == second.id).values(mailing_list_id=other.id))

    assert [len(claim(opened, one).rows) for one in (campaign, second)] == [4, 3]


def test_an_objection_between_planning_and_intent_is_honoured(opened: Installation, campaign: Launched) -> None:
    """Nobody is written to who objected a moment ago."""
    batch = claim(opened, campaign)
    with opened.database.transaction() as session:
        for row in batch.rows[:3]:
            key, now = row.address_key, opened.clock.now()
            suppressing.suppress(session, key, reason=SuppressionReason.OBJECTION, since=now, evidence="test")

    assert hand_over(opened, batch) == {batch.rows[3].id}
    assert counts(opened, campaign) == {"excluded": 3, "handing_over": 1}


@pytest.mark.parametrize(
    "change", [{"state": "paused"}, {"state": "cancelled"}, {"state": "held"}, {"expires_at": 1}, {"not_after": 1}]
)
def test_an_intent_is_refused_when_the_campaign_may_not_send(
    opened: Installation, campaign: Launched, change: dict[str, object]
) -> None:
    """Pause, cancel, expiry and window are read in the transaction of the intent."""
    batch = claim(opened, campaign)
    _set(opened, campaign, **change)

    assert hand_over(opened, batch) == set()


def test_a_crash_before_the_intent_costs_nothing(opened: Installation, campaign: Launched, clock: MovableClock) -> None:
    """What was only claimed is planned again."""
    claim(opened, campaign)
    clock.move(timedelta(minutes=3))
    reclaim(opened)

    assert counts(opened, campaign) == {"planned": 4}


def test_a_crash_after_the_intent_is_uncertain(opened: Installation, campaign: Launched, clock: MovableClock) -> None:
    """The letter may have left (RFC 1047): a person decides."""
    hand_over(opened, claim(opened, campaign))
    clock.move(timedelta(minutes=3))
    reclaim(opened)

    assert counts(opened, campaign) == {"uncertain": 4}


def test_a_crash_after_the_intent_is_sent_again_where_the_campaign_says_so(
    opened: Installation, campaign: Launched, clock: MovableClock
) -> None:
    """`--on-uncertain resend` prefers twice to never."""
    _set(opened, campaign, on_uncertain="resend")
    hand_over(opened, claim(opened, campaign))
    clock.move(timedelta(minutes=3))
    reclaim(opened)

    assert counts(opened, campaign) == {"planned": 4}


def test_a_late_acceptance_settles_what_was_called_uncertain(
    opened: Installation, campaign: Launched, clock: MovableClock
) -> None:
    """The worker was slow, not dead: its 250 is the truth."""
    batch = claim(opened, campaign)
    hand_over(opened, batch)
    clock.move(timedelta(minutes=3))
    reclaim(opened)
    settle(opened, batch, DeliveryState.ACCEPTED, reply="250 2.0.0 Ok")

    assert counts(opened, campaign) == {"accepted": 4}


def test_a_worker_without_lease_cannot_plan_a_row_again(
    opened: Installation, campaign: Launched, clock: MovableClock
) -> None:
    """« Not sent » from a worker whose lease was given away changes nothing."""
    batch = claim(opened, campaign)
    hand_over(opened, batch)
    clock.move(timedelta(minutes=3))
    reclaim(opened)
    settle(opened, batch, DeliveryState.PLANNED)

    assert counts(opened, campaign) == {"uncertain": 4}


def test_an_outcome_keeps_the_reply_and_counts_the_attempt(opened: Installation, campaign: Launched) -> None:
    """Refused at its envelope, before any intent: an attempt all the same."""
    batch = claim(opened, campaign)
    settle(opened, batch, DeliveryState.REFUSED, reply="550 5.1.1 inconnu", reason="userunknown")
    with opened.database.reading() as session:
        row = session.execute(sa.select(*statements.DELIVERY.c)).first()

    assert row is not None
    assert (row.attempts, row.reply, row.reason) == (1, "550 5.1.1 inconnu", "userunknown")


def test_releasing_gives_back_what_was_not_handed_over(opened: Installation, campaign: Launched) -> None:
    """A worker that stops leaves nothing behind."""
    batch = claim(opened, campaign)
    with opened.database.transaction() as session:
        ledger.release(session, [batch.lease_id], opened.clock.epoch())
        assert session.execute(sa.select(sa.func.count()).select_from(statements.LEASE)).scalar_one() == 0

    assert counts(opened, campaign) == {"planned": 4}


def test_renewing_tells_which_leases_are_still_held(
    opened: Installation, campaign: Launched, clock: MovableClock
) -> None:
    """A lease that lapsed cannot be renewed."""
    old = claim(opened, campaign, 1)
    clock.move(timedelta(minutes=3))
    fresh = claim(opened, campaign, 1)
    with opened.database.transaction() as session:
        assert ledger.renew(session, [old.lease_id, fresh.lease_id], opened.clock.epoch()) == {fresh.lease_id}


def _set(opened: Installation, campaign: Launched, **values: object) -> None:
    with opened.database.transaction() as session:
        session.execute(sa.update(statements.CAMPAIGN).where(statements.CAMPAIGN.c.id == campaign.id).values(**values))


@pytest.mark.parametrize("end", [DeliveryState.DEFERRED, DeliveryState.PLANNED])
def test_what_comes_back_from_the_dot_of_a_cancelled_campaign_is_cancelled(
    opened: Installation, campaign: Launched, end: DeliveryState
) -> None:
    """It was at its dot when the officer cancelled: no row waits for ever."""
    batch = claim(opened, campaign)
    hand_over(opened, batch)
    steering.cancel(opened, campaign.id or 0, "test")
    settle(opened, batch, end)

    assert counts(opened, campaign) == {"cancelled": 4}


def test_who_objected_before_the_claim_costs_no_envelope(opened: Installation, campaign: Launched) -> None:
    """The row is left out when it is leased."""
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.ZOE)

    assert {row.address for row in claim(opened, campaign).rows} == set(cast.EVERYBODY) - {cast.ZOE}
    assert counts(opened, campaign)["excluded"] == 1


def test_even_resend_ends(opened: Installation, campaign: Launched, clock: MovableClock) -> None:
    """A letter that vanishes again and again is a person's business."""
    _set(opened, campaign, on_uncertain="resend")
    for _attempt in range(3):
        hand_over(opened, claim(opened, campaign))
        clock.move(timedelta(minutes=3))
        reclaim(opened)

    assert counts(opened, campaign) == {"uncertain": 4}
