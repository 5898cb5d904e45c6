"""The officer steers a campaign: it stops when told to, and decisions are carried out."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from campaigns import errors
from campaigns.acting import launching, sending, steering, ticking, windows
from campaigns.post import ledger, reports, statements
from campaigns.post.states import DeliveryState
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock


def state(opened: Installation) -> str:
    """Return where the campaign stands."""
    with opened.database.reading() as session:
        return reports.get(session, 1).state


def counts(opened: Installation) -> dict[str, int]:
    """Return the states that hold a row."""
    with opened.database.reading() as session:
        return {one.value: many for one, many in ledger.counts(session, 1).items() if many}


def make_uncertain(opened: Installation) -> None:
    """Leave every letter where a crash at the dot leaves it."""
    with opened.database.transaction() as session:
        session.execute(sa.update(statements.DELIVERY).values(state="uncertain", next_at=-1))


def test_a_paused_campaign_sends_nothing(ready: Installation, server: servers.Sink) -> None:
    """Until somebody resumes."""
    steering.pause(ready, 1, "test")
    sending.send(ready, 1)
    ticking.tick(ready)

    assert not server.received


def test_a_resumed_campaign_sends_the_rest(ready: Installation, server: servers.Sink) -> None:
    """Everybody once."""
    steering.pause(ready, 1, "test")
    steering.resume(ready, 1, "test")
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)


def test_a_campaign_paused_in_its_grace_period_waits_again(staged: Installation, server: servers.Sink) -> None:
    """Resuming does not skip the grace."""
    launching.launch(staged, launching.Order(1), "test")
    steering.pause(staged, 1, "test")
    steering.resume(staged, 1, "test")

    assert state(staged) == "waiting"


def test_a_cancelled_campaign_never_leaves(ready: Installation, server: servers.Sink) -> None:
    """Every row says so, and the sum holds."""
    assert steering.cancel(ready, 1, "test").counts[DeliveryState.CANCELLED] == 4
    sending.send(ready, 1)

    assert not server.received
    assert counts(ready) == {"cancelled": 4}


@pytest.mark.parametrize("verb", [steering.pause, steering.resume, steering.cancel])
def test_what_is_over_cannot_be_steered(ready: Installation, verb: object) -> None:
    """The sentence says where the campaign stands."""
    sending.send(ready, 1)
    with pytest.raises(errors.WrongMoment, match="terminé"):
        verb(ready, 1, "test")  # type: ignore[operator]


def test_uncertain_letters_can_be_taken_for_sent(ready: Installation, server: servers.Sink) -> None:
    """Nothing leaves, and the campaign is over."""
    make_uncertain(ready)

    assert steering.settle_as_sent(ready, 1, "test").counts[DeliveryState.ACCEPTED] == 4
    assert counts(ready) == {"accepted": 4}
    assert state(ready) == "finished"


def test_uncertain_letters_can_be_sent_again(ready: Installation, server: servers.Sink) -> None:
    """Also when the campaign was over."""
    make_uncertain(ready)
    sending.send(ready, 1)
    assert state(ready) == "finished"

    assert steering.resend(ready, 1, "test").counts[DeliveryState.PLANNED] == 4
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)


def test_uncertain_letters_of_a_cancelled_campaign_stay(ready: Installation) -> None:
    """Cancelled is cancelled."""
    make_uncertain(ready)
    steering.cancel(ready, 1, "test")
    with pytest.raises(errors.WrongMoment, match="annulé"):
        steering.resend(ready, 1, "test")


def test_a_held_campaign_goes_on_when_a_person_says_so(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Her word opens the window again."""
    order = launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=1))
    launching.launch(staged, order, "test")
    clock.move(timedelta(hours=2))
    ticking.tick(staged)
    assert state(staged) == "held"

    steering.resume(staged, 1, "test")
    sending.send(staged, 1)

    assert server.received == Counter(cast.EVERYBODY)


def test_a_campaign_held_for_another_reason_keeps_its_window(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Whoever goes on because the server is mended has said nothing of letters at night."""
    order = launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=8))
    launching.launch(staged, order, "test")
    with staged.database.transaction() as session:
        windows.hold(session, reports.get(session, 1), "le serveur se tait", clock.epoch())
    steering.resume(staged, 1, "test")
    clock.move(timedelta(hours=9))
    ticking.tick(staged)

    assert (state(staged), server.received) == ("held", Counter())


def test_every_decision_is_on_record(ready: Installation) -> None:
    """Who, what, which campaign."""
    steering.pause(ready, 1, "shell:officer")
    with ready.database.reading() as session:
        last = session.execute(sa.select(AuditEntry).order_by(sa.desc("id"))).scalars().first()

    assert last is not None
    assert (last.actor, last.act, last.details) == ("shell:officer", "campaign.paused", {"campaign": 1})


def test_a_pause_longer_than_the_retries_loses_nobody(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Paused on Friday, resumed after the weekend: everybody gets the letter."""
    steering.pause(ready, 1, "test")
    clock.move(timedelta(hours=70))
    steering.resume(ready, 1, "test")
    sending.send(ready, 1)

    assert server.received == Counter(cast.EVERYBODY)
