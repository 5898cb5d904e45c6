"""CO-5: networks are asked when the next issue has no action, once each; never who contributed, nor in vain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaigns.acting import ticking
from campaigns.partnership.proposals import proposing, reviewing
from campaigns.partnership.proposals.proposing import Draft
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import NOEL, SOIZIC, TYPED
from tests.clocks import MovableClock


@pytest.fixture
def planned(opened: Installation) -> Installation:
    """The next issue is planned for 20 October, 35 days from now, and the backlog is empty."""
    contributors.stage(opened)
    contributors.plan(opened, date(2009, 10, 20))
    return opened


def asked(opened: Installation) -> list[str]:
    """Return who was asked for an action, after a tick."""
    assert ticking.tick(opened).failures == []
    return [one.address for one in contributors.messages(opened, "reminder")]


def test_each_is_asked_once_from_the_fifteenth_day_before(planned: Installation, clock: MovableClock) -> None:
    """Not a day earlier; not again the same day, the next day, or by a second tick."""
    clock.move(timedelta(days=19))
    assert asked(planned) == []
    clock.move(timedelta(days=1))
    assert asked(planned) == [SOIZIC, NOEL]
    assert len(asked(planned)) == 2
    clock.move(timedelta(days=1))
    assert len(asked(planned)) == 2
    said = contributors.messages(planned, "reminder")[0].content
    assert said["url"].endswith(contributors.token(planned, SOIZIC))
    assert "20\u00a0octobre 2009" in said["paragraphs"][0]


def test_nobody_is_asked_while_an_action_waits(planned: Installation, clock: MovableClock) -> None:
    """What was accepted waits for its place."""
    number = proposing.propose(planned, contributors.token(planned), Draft(**TYPED)).number
    reviewing.accept(planned, number, "test")
    clock.move(timedelta(days=25))

    assert asked(planned) == []


def test_who_contributed_lately_has_peace(planned: Installation, clock: MovableClock) -> None:
    """Sixty days; the network whose person proposed something, which was declined."""
    number = proposing.propose(planned, contributors.token(planned, SOIZIC), Draft(**TYPED)).number
    reviewing.decline(planned, number, "Déjà paru.", "test")
    clock.move(timedelta(days=25))

    assert asked(planned) == []


def test_who_objected_is_not_asked(planned: Installation, clock: MovableClock) -> None:
    """A reminder is our initiative."""
    with planned.database.transaction() as session:
        cast.object_(session, planned, NOEL)
    clock.move(timedelta(days=25))

    assert asked(planned) == [SOIZIC]
