"""A digest: what is ready and in no issue becomes a draft on its day, and leaves by itself where it was told to."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.acting import campaign_views, ticking
from campaigns.acting.series import digesting
from campaigns.editorial import digests, outlines
from campaigns.editorial.digest_rhythms import Every, Rhythm
from campaigns.editorial.digests import Change, Outcome
from campaigns.editorial.models import Item
from runtime import clock as clocks
from runtime.errors import FieldRefused
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock


@pytest.mark.parametrize(
    ("rhythm", "day", "found"),
    [
        (Rhythm(Every.WEEK, 1), date(2009, 9, 14), date(2009, 9, 15)),
        (Rhythm(Every.WEEK, 1), date(2009, 9, 15), date(2009, 9, 22)),
        (Rhythm(Every.MONTH, 1, 1), date(2009, 8, 31), date(2009, 9, 1)),
        (Rhythm(Every.MONTH, 1, 1), date(2009, 9, 1), date(2009, 10, 6)),
        (Rhythm(Every.MONTH, 6, 4), date(2009, 12, 31), date(2010, 1, 24)),
    ],
)
def test_the_next_day_follows_from_the_rhythm(rhythm: Rhythm, day: date, found: date) -> None:
    """Never the same day again; « le premier mardi » of a month that begins on one is its first."""
    assert rhythm.after(day) == found


def _on(opened: Installation, *, by_itself: bool = False) -> None:
    weekday = clocks.today(opened.clock).weekday()
    digests.change(opened, Change(is_on=True, every=Every.WEEK, weekday=weekday, by_itself=by_itself), "test")


def _write(opened: Installation, folder: Path, title: str) -> None:
    file = folder / "nouveau.md"
    file.write_text(cast.ARTICLE.replace("Le bus de l’emploi", title, 1), "utf-8")
    with opened.database.transaction() as session:
        cast.items(session, opened.settings.data, [file], opened.clock.now())


def test_what_appeared_becomes_a_draft_on_its_day(staged: Installation, clock: MovableClock, tmp_path: Path) -> None:
    """Once; what stands in an issue already is left there, and nothing leaves."""
    _on(staged)
    _write(staged, tmp_path, "Une nouvelle")
    assert not any("digest" in act for act in ticking.tick(staged).did)
    clock.move(timedelta(days=7))
    assert "digest.prepared:1" in ticking.tick(staged).did
    found = digests.show(staged)
    assert (found.outcome, found.next_on) == (Outcome.PREPARED, clocks.today(clock) + timedelta(days=7))
    assert found.issue is not None
    made = outlines.show(staged, found.issue)

    assert [len(held) for _key, held in made.sections] == [1]
    assert made.title.startswith("Les nouveautés du ")
    assert not any("digest" in act for act in ticking.tick(staged).did)
    assert not campaign_views.listed(staged)


def test_nothing_is_prepared_when_nothing_appeared(staged: Installation, clock: MovableClock) -> None:
    """And the setting says so, until the next day."""
    _on(staged)
    before = len(outlines.listed(staged))
    clock.move(timedelta(days=7))
    assert "digest.nothing:1" in ticking.tick(staged).did

    assert digests.show(staged).outcome is Outcome.NOTHING
    assert len(outlines.listed(staged)) == before


def test_one_that_leaves_by_itself_leaves_with_its_grace(
    staged: Installation, clock: MovableClock, tmp_path: Path
) -> None:
    """As if a person had sent it: it can be cancelled for ten minutes."""
    _on(staged, by_itself=True)
    _write(staged, tmp_path, "Une nouvelle")
    clock.move(timedelta(days=7))
    ticking.tick(staged)
    [campaign] = campaign_views.listed(staged)

    assert digests.show(staged).outcome is Outcome.LAUNCHED
    assert campaign.standing.state.value == "waiting"


def test_one_that_may_not_leave_waits_and_says_why(staged: Installation, clock: MovableClock, tmp_path: Path) -> None:
    """The draft stays, and a person is alerted."""
    _on(staged, by_itself=True)
    _write(staged, tmp_path, "Une nouvelle")
    with staged.database.transaction() as session:
        for item in session.exec(select(Item)).all():
            item.image, item.alt_awaited = "f" * 64 + ".jpg", True
    clock.move(timedelta(days=7))
    done = ticking.tick(staged)
    found = digests.show(staged)

    assert found.outcome is Outcome.WAITING
    assert found.why
    assert any(found.why in str(alert) for alert in done.alerts)
    assert not campaign_views.listed(staged)


def test_what_may_not_appear_yet_waits(staged: Installation, tmp_path: Path) -> None:
    """Its embargo, or its end, is respected; a digest can be prepared by hand."""
    _write(staged, tmp_path, "Une nouvelle")
    with staged.database.transaction() as session:
        for item in session.exec(select(Item)).all():
            item.embargo = clocks.today(staged.clock) + timedelta(days=1)

    assert digesting.gathered(staged) == []
    assert digesting.prepare(staged, "test").outcome is Outcome.NOTHING


def test_a_day_that_does_not_exist_is_refused(staged: Installation) -> None:
    """And nothing is kept."""
    with pytest.raises(FieldRefused):
        digests.change(staged, Change(is_on=True, week=5), "test")
    assert not digests.show(staged).is_on
