"""A designation that has ended asks both sides for another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from campaigns.acting import ticking
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Naming, Role
from campaigns.post.message_rows import ServiceMessage
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime import clock as clocks
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.partners import ANNE, MARIE
from tests.clocks import MovableClock


@pytest.fixture
def partnered(opened: Installation) -> Installation:
    """An installation that knows two partners."""
    return partners.enter(opened)


def _asked(opened: Installation) -> list[str]:
    with opened.database.reading() as session:
        rows = session.exec(
            select(ServiceMessage).where(ServiceMessage.kind == "reminder").order_by(col(ServiceMessage.id))
        )
        return [row.address for row in rows]


def test_the_day_after_the_last_both_sides_are_asked_once(partnered: Installation, clock: MovableClock) -> None:
    """Her own house by her, for lack of anybody else there; the other by who follows the partnership."""
    today = clocks.today(clock)
    verbs.add(partnered, replace(ANNE, until=today), "test")
    verbs.add(partnered, Naming("charte", Role.STEERING, "Zoé", "zoe@charte.example", today), "test")
    verbs.add(partnered, MARIE, "test")
    ticking.tick(partnered)
    assert _asked(partnered) == []

    clock.move(timedelta(days=1))
    done = ticking.tick(partnered)
    clock.move(timedelta(days=1))
    ticking.tick(partnered)

    assert _asked(partnered) == ["anne@cnml.example", "marie@charte.example"]
    assert "designation.renewal_asked:1" in done.did
    assert [str(alert) for alert in done.alerts] == [
        "Plus personne n’est désigné par Conseil national pour\xa0: suivi du partenariat."
    ]


def test_nobody_is_asked_while_somebody_follows(partnered: Installation, clock: MovableClock) -> None:
    """The next one was designated in time."""
    today = clocks.today(clock)
    verbs.add(partnered, replace(ANNE, until=today), "test")
    verbs.add(
        partnered, replace(ANNE, name="Karim", email="k@cnml.example", since=today + timedelta(1), until=None), "test"
    )
    clock.move(timedelta(days=1))
    ticking.tick(partnered)

    assert _asked(partnered) == []


def test_an_address_that_is_gone_asks_too(partnered: Installation, clock: MovableClock) -> None:
    """Long before the last day."""
    verbs.add(partnered, ANNE, "test")
    with partnered.database.transaction() as session:
        key = cast.key(partnered, ANNE.email)
        suppressing.suppress(session, key, reason=SuppressionReason.BOUNCED, since=clock.now(), evidence="5.1.1")
    done = ticking.tick(partnered)

    assert "designation.renewal_asked:1" in done.did


def test_at_night_nobody_is_asked(partnered: Installation, clock: MovableClock) -> None:
    """The day begins at eight."""
    verbs.add(partnered, replace(ANNE, until=clocks.today(clock)), "test")
    clock.move(timedelta(hours=15))
    ticking.tick(partnered)
    assert _asked(partnered) == []

    clock.move(timedelta(hours=7))
    ticking.tick(partnered)
    assert _asked(partnered) == ["anne@cnml.example"]
