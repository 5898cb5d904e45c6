"""What became of letters reaches the history of their readers, once, when a campaign is over."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.acting import launching, steering, tick_outcomes, ticking
from campaigns.post import history_feed, ledger
from campaigns.post.ledger import Batch, Intent, Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from lists import audiences
from lists.history import Happening
from lists.models import Contact, Subscription
from lists.segments import rules, saved
from runtime.installation import Installation
from tests import cast

pytestmark = pytest.mark.dialects


@pytest.fixture
def campaign(opened: Installation, tmp_path: Path) -> int:
    """A campaign to the four readers of the cast: accepted, refused, uncertain, excluded; over."""
    launched = launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test").id or 0
    ends = {cast.ZOE: DeliveryState.ACCEPTED, cast.LOIC: DeliveryState.REFUSED, cast.MAITE: DeliveryState.UNCERTAIN}
    batch = claim(opened, launched)
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.AMADOU)
        intents = [Intent(row.id, batch.lease_id) for row in batch.rows]
        ledger.hand_over(session, intents, opened.clock.epoch())
        outcomes = [Settlement(row.id, batch.lease_id, ends[row.address]) for row in batch.rows if row.address in ends]
        ledger.settle(session, outcomes, opened.clock.epoch())
    ticking.turn_windows(opened, tick_outcomes.Done())
    return launched


def claim(opened: Installation, campaign_id: int) -> Batch:
    """Lease every row that is due."""
    with opened.database.transaction() as session:
        batch = ledger.claim(session, campaign_id, "test/1/1", 10, opened.clock.epoch())
    assert batch is not None
    return batch


def told(opened: Installation) -> dict[str, str]:
    """Return the facts by address."""
    with opened.database.reading() as session:
        rows = session.exec(
            select(Contact.email, Happening.fact).join(Happening, col(Happening.contact_id) == Contact.id)
        )
        return dict(rows.all())


def test_the_tick_reports_what_is_certain(opened: Installation, campaign: int) -> None:
    """Who has the letter, and whom it did not reach; nobody is guessed."""
    done = tick_outcomes.Done()
    ticking.tell(opened, done)

    assert told(opened) == {cast.ZOE: "received", cast.LOIC: "refused"}
    assert done.did == [f"campaign.told:{campaign}"]


def test_it_is_reported_once(opened: Installation, campaign: int) -> None:
    """The next tick has nothing to say."""
    ticking.tell(opened, tick_outcomes.Done())
    done = tick_outcomes.Done()
    ticking.tell(opened, done)

    assert done.did == []


def test_what_a_person_settles_later_is_reported_too(opened: Installation, campaign: int) -> None:
    """Her word makes the uncertain letter certain."""
    ticking.tell(opened, tick_outcomes.Done())
    steering.settle_as_sent(opened, campaign, "test")
    ticking.tell(opened, tick_outcomes.Done())

    assert told(opened)[cast.MAITE] == "received"


def test_a_campaign_under_way_waits(opened: Installation, campaign: int) -> None:
    """Half a report would be taken for a whole one."""
    with opened.database.transaction() as session:
        session.execute(sa.update(Campaign).values(state="sending"))
        assert history_feed.untold(session) == []


def test_a_cancelled_campaign_waits_for_the_letter_at_its_dot(opened: Installation, campaign: int) -> None:
    """It may still be accepted."""
    again = launching.Order(1, grace=0, overrides={"already_launched": "test"})
    second = launching.launch(opened, again, "test").id or 0
    batch = claim(opened, second)
    with opened.database.transaction() as session:
        ledger.hand_over(session, [Intent(batch.rows[0].id, batch.lease_id)], opened.clock.epoch())
    steering.cancel(opened, second, "test")
    with opened.database.transaction() as session:
        assert history_feed.untold(session) == [campaign]
        outcome = Settlement(batch.rows[0].id, batch.lease_id, DeliveryState.ACCEPTED)
        ledger.settle(session, [outcome], opened.clock.epoch())
        ledger.end_spent(session, [batch.lease_id])
        assert history_feed.untold(session) == [campaign, second]


def test_slices_meet_without_gap(opened: Installation, campaign: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report is the same, however fine it is cut."""
    monkeypatch.setattr(history_feed, "_SLICE", 1)
    ticking.tell(opened, tick_outcomes.Done())

    assert told(opened) == {cast.ZOE: "received", cast.LOIC: "refused"}


def test_a_person_who_was_erased_meanwhile_is_left_out(opened: Installation, campaign: int) -> None:
    """There is nobody to remember it of."""
    with opened.database.transaction() as session:
        _forget(session, cast.ZOE)
    ticking.tell(opened, tick_outcomes.Done())

    assert told(opened) == {cast.LOIC: "refused"}


def test_a_segment_finds_whom_the_last_letter_missed(opened: Installation, campaign: int) -> None:
    """What is reported is what the officer asks about: the resend to those who have nothing."""
    ticking.tell(opened, tick_outcomes.Done())
    with opened.database.reading() as session:
        tree = {"all": [{"field": "history.bounced", "is": f"campaign:{campaign}"}]}
        rule = saved.resolve(session, rules.parse(tree), opened.clock.now())
        assert [row.address for row in session.execute(audiences.selection(1, rule))] == [cast.LOIC]


def _forget(session: Session, email: str) -> None:
    contact = session.exec(select(Contact.id).where(Contact.email == email)).one()
    session.execute(sa.delete(Subscription).where(col(Subscription.contact_id) == contact))
    session.execute(sa.delete(Contact).where(col(Contact.id) == contact))
