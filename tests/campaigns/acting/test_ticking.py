"""The tick: does what is due, once, and says nothing when all is well."""

from __future__ import annotations

import dataclasses
import fcntl
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from campaigns.acting import launching, steering, tick_outcomes, ticking
from campaigns.post import reports, statements
from campaigns.post.engine import conversations
from mailer import errors as mailer_errors
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.names import Names


def state(opened: Installation, campaign: int = 1) -> str:
    """Return where a campaign stands."""
    with opened.database.reading() as session:
        return reports.get(session, campaign).state


def test_nothing_to_do_is_nothing_said(staged: Installation) -> None:
    """An empty list, no alert."""
    done = ticking.tick(staged)

    assert (done.did, done.alerts) == ([], [])


def test_a_campaign_leaves_when_its_grace_is_over(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Not a minute earlier."""
    launching.launch(staged, launching.Order(1), "test")
    ticking.tick(staged)
    assert not server.received

    clock.move(timedelta(minutes=10))
    done = ticking.tick(staged)

    assert server.received == Counter(cast.EVERYBODY)
    assert done.did == ["campaign.sending:1", "campaign.sent:1", "campaign.finished:1", "campaign.told:1"]
    assert done.alerts == []


def test_a_second_tick_does_nothing(ready: Installation, server: servers.Sink) -> None:
    """Idempotent."""
    ticking.tick(ready)

    assert ticking.tick(ready).did == []
    assert server.received == Counter(cast.EVERYBODY)


def test_a_campaign_does_not_leave_before_its_time(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """`--not-before` wins over a short grace."""
    launching.launch(staged, launching.Order(1, grace=0, not_before=clock.now() + timedelta(hours=3)), "test")
    clock.move(timedelta(hours=2))
    ticking.tick(staged)

    assert not server.received


def test_a_campaign_that_is_late_is_held_and_a_person_is_asked_once(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """The server was down until after the window: nothing leaves by itself."""
    order = launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=1))
    launching.launch(staged, order, "test")
    clock.move(timedelta(hours=2))
    first, second = ticking.tick(staged), ticking.tick(staged)

    assert state(staged) == "held"
    assert not server.received
    assert len(first.alerts) == 1
    assert "décision" in str(first.alerts[0])
    assert second.alerts == []


def test_a_window_that_closed_after_the_last_letter_holds_nothing(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """What has all left is finished, not late."""
    launching.launch(staged, launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=1)), "test")
    ticking.tick(staged)
    clock.move(timedelta(hours=2))

    assert ticking.tick(staged).alerts == []
    assert state(staged) == "finished"


def test_two_campaigns_leave_in_one_tick(ready: Installation, server: servers.Sink) -> None:
    """They share the connections, and each of their readers gets both."""
    again = {"already_launched": "un second envoi est voulu"}
    launching.launch(ready, launching.Order(1, grace=0, overrides=again), "test")
    ticking.tick(ready)

    assert server.received == Counter(dict.fromkeys(cast.EVERYBODY, 2))


def test_a_tick_beside_another_does_nothing(ready: Installation, server: servers.Sink) -> None:
    """One exits quietly."""
    with (ready.settings.data / "tick.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert ticking.tick(ready).did == []

    assert not server.received


def test_a_server_that_is_away_is_said_and_nothing_is_lost(ready: Installation) -> None:
    """The next tick tries again."""
    away = Installation(
        settings.load(data=ready.settings.data, smtp_url="smtp://127.0.0.1:1"),
        ready.database,
        ready.keyring,
        ready.clock,
    )
    failures = ticking.tick(away).failures
    ticking.tick(ready)

    assert [type(failure) for failure in failures] == [mailer_errors.HopUnreachable]
    assert state(ready) == "finished"


def test_what_must_be_said_is_said_although_the_server_is_away(staged: Installation, clock: MovableClock) -> None:
    """A held campaign is told to a person even when another duty fails."""
    order = launching.Order(1, grace=0, not_after=clock.now() + timedelta(hours=1))
    launching.launch(staged, order, "test")
    clock.move(timedelta(hours=2))
    again = {"already_launched": "un second envoi est voulu"}
    launching.launch(staged, launching.Order(1, grace=0, overrides=again), "test")
    away = Installation(
        settings.load(data=staged.settings.data, smtp_url="smtp://127.0.0.1:1"),
        staged.database, staged.keyring, staged.clock,
    )  # fmt: skip
    done = ticking.tick(away)

    assert (len(done.alerts), len(done.failures)) == (1, 1)


def test_letters_that_were_never_tried_do_not_expire_in_silence(
    ready: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Nothing ran for three days: a person decides, and nothing is lost."""
    clock.move(timedelta(hours=72))
    done = ticking.tick(ready)

    assert state(ready) == "held"
    assert len(done.alerts) == 1
    assert not server.received


def test_a_server_that_makes_letters_vanish_holds_the_campaign(
    ready: Installation, server: servers.Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each minute a handful more would be too many."""
    monkeypatch.setattr(conversations, "_PATIENCE", ())
    server.after_dot = "take"
    one_line = settings.load(data=ready.settings.data, smtp_url=server.url, smtp_connections=1)
    done = ticking.tick(dataclasses.replace(ready, settings=one_line))

    assert [type(failure) for failure in done.failures] == [mailer_errors.LettersVanish]
    assert server.received.total() == 1
    assert state(ready) == "held"


def harm(opened: Installation, state: str, **values: object) -> None:
    """Let twenty-five letters of campaign 1 have ended so, and one wait for tomorrow."""
    table, later = statements.DELIVERY, opened.clock.epoch() + 86_400
    with opened.database.transaction() as session:
        session.execute(sa.update(table).values(state=state, next_at=-1, **values))
        row = session.execute(sa.select(table).limit(1)).mappings().one()
        session.execute(sa.update(table).where(table.c.id == row["id"]).values(state="deferred", next_at=later))
        copies = [
            {**row, "id": row["id"] + 1000 + number, "address_key": bytes([number]) * 16, "state": state,
             "next_at": -1} | values
            for number in range(22)
        ]  # fmt: skip
        session.execute(sa.insert(table), copies)


def test_complaints_that_come_back_pause_a_campaign_and_a_person_is_asked_once(
    ready: Installation, server: servers.Sink
) -> None:
    """Nobody is sending: the ledger is weighed each minute."""
    harm(ready, "complained")
    first, second = ticking.tick(ready), ticking.tick(ready)

    assert state(ready) == "paused"
    assert "campaign.paused:1" in first.did
    assert ["indésirable" in str(alert) for alert in first.alerts] == [True]
    assert (second.did, second.alerts) == ([], [])
    assert not server.received


def test_a_campaign_that_pauses_itself_again_is_told_again(ready: Installation) -> None:
    """Each time a person said « go on », and it did harm once more."""
    harm(ready, "complained")
    ticking.tick(ready)
    steering.resume(ready, 1, "test")
    assert ticking.tick(ready).alerts == []
    assert state(ready) == "sending"

    with ready.database.transaction() as session:
        reports.get(session, 1).tolerated = {}
    assert len(ticking.tick(ready).alerts) == 1


def test_a_pause_of_a_person_is_no_news_to_her(ready: Installation) -> None:
    """She knows."""
    steering.pause(ready, 1, "test")

    assert ticking.tick(ready).alerts == []


def test_who_keeps_mailboxes_is_found_out_while_a_campaign_waits(staged: Installation, clock: MovableClock) -> None:
    """Not when letters should leave, and not without a campaign."""
    names = Names(mx={"brumevent.example": ["mx0.mail.ovh.net"]})
    asking = Installation(staged.settings, staged.database, staged.keyring, clock, names)
    ticking.tick(asking)
    assert names.asked == []

    launching.launch(asking, launching.Order(1), "test")
    assert "domains.sorted:3" in ticking.tick(asking).did
    assert "brumevent.example" in names.asked


def test_a_second_server_that_is_used_is_told_once_a_day(
    staged: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Letters leave, and an administrator should look."""
    settled = settings.load(
        data=staged.settings.data, smtp_url="smtp://127.0.0.1:1", smtp_fallback_url=server.url, smtp_connections=1
    )
    opened = Installation(settled, staged.database, staged.keyring, clock)
    alerts = []
    for hours in (0, 1, 24):
        clock.move(timedelta(hours=hours))
        again = {"already_launched": "un autre envoi est voulu"} if hours else {}
        launching.launch(opened, launching.Order(1, grace=0, overrides=again), "test")
        alerts.append(len(ticking.tick(opened).alerts))

    assert alerts == [1, 0, 1]
    assert set(server.received.values()) == {3}


def test_a_duty_that_raises_anything_keeps_no_other_from_its_work(
    ready: Installation, server: servers.Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody foresaw it; it is one sentence, and the letters leave."""

    def explode(_opened: Installation, _done: tick_outcomes.Done) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ticking, "DUTIES", (ticking.Duty(lambda _opened: True, explode), *ticking.DUTIES))
    done = ticking.tick(ready)

    assert [str(one) for one in done.failures] == [
        "Erreur inattendue (ZeroDivisionError) pendant une des tâches dues ; les autres sont faites."
    ]
    assert len(server.letters) == 4
