"""The list of a departure that waits is drawn up again before the first letter, and never after (R14)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import col, select

from campaigns import errors
from campaigns.acting import campaign_views, launching, segmenting, steering
from campaigns.acting.preparing import list_updates
from campaigns.post import ledger
from campaigns.post.launch_rows import LaunchOrganisation
from campaigns.post.models import Campaign, Delivery
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock

NEW = "ines@nouvelle.example"


def listed(opened: Installation) -> list[str]:
    """Return the addresses of campaign 1."""
    with opened.database.reading() as session:
        return sorted(session.exec(select(Delivery.address).where(col(Delivery.campaign_id) == 1)))


def move(opened: Installation) -> None:
    """Somebody comes, somebody objects."""
    with opened.database.transaction() as session:
        cast.reader(session, opened, NEW, cast.organisation(session, "Nouvelle", "33"), "Inès")
        cast.object_(session, opened, cast.LOIC)


@pytest.mark.dialects
def test_who_came_and_who_is_gone_are_counted_and_named(staged: Installation, clock: MovableClock) -> None:
    """« +1, −1 » since the list was fixed; then the list is that of now, and its figures with it."""
    launching.launch(staged, launching.Order(1), "test")
    clock.move(timedelta(minutes=5))
    move(staged)
    before = list_updates.look(staged, 1)
    done = list_updates.update(staged, 1, "test")
    after = list_updates.look(staged, 1)

    assert (before.added, before.newcomers, before.removed, before.leavers) == (
        1, ("Inès Œuvrard",), 1, ("Loic Œuvrard",)
    )  # fmt: skip
    assert (done.audience, after.has_moved, after.fixed_at > before.fixed_at) == (4, False, True)
    assert listed(staged) == sorted({*cast.EVERYBODY, NEW} - {cast.LOIC})
    with staged.database.reading() as session:
        assert session.get_one(Campaign, 1).excluded_at_launch == {"objection": 1}
        assert len(session.exec(select(LaunchOrganisation)).all()) == 2
    assert campaign_views.look(staged, 1).audience == 4


def test_a_suspended_departure_is_brought_up_to_date_too(staged: Installation) -> None:
    """As long as nothing left; a segment is that of now."""
    rule = File("s.json", b'{"field": "organisation.departement", "is": "26"}')
    segmenting.keep(staged, "Ici", rule, "test")
    launching.launch(staged, launching.Order(1, "Ici", grace=0), "test")
    steering.pause(staged, 1, "test")
    move(staged)
    segmenting.include(staged, "Ici", [NEW], "test")

    assert list_updates.update(staged, 1, "test").audience == 4


@pytest.mark.parametrize("leased", [True, False])
def test_once_a_letter_may_have_left_the_list_stays(staged: Installation, *, leased: bool) -> None:
    """A letter that a worker holds counts; so does a campaign that was cancelled."""
    launching.launch(staged, launching.Order(1, grace=0), "test")
    if leased:
        with staged.database.transaction() as session:
            assert ledger.claim(session, 1, "test", 1, staged.clock.epoch()) is not None
    else:
        steering.cancel(staged, 1, "test")
    move(staged)
    with pytest.raises(errors.WrongMoment):
        list_updates.update(staged, 1, "test")

    assert listed(staged) == sorted(cast.EVERYBODY)
    assert not list_updates.look(staged, 1).may_update
