"""The year of the demo: played to its end, it gives a review of which each status has its own reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaigns.partnership.statuses.status import Status
from campaigns.partnership.transmissions import kept_lists
from cli.demo import closing, command
from cli.demo.closing import Sent
from cli.demo.year import letters, newcomers
from runtime.settings import Settings
from tests.docs import tree

#: A year takes half a minute on a quiet machine.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """A demo whose year is over."""
    folder = tmp_path_factory.mktemp("year")
    return command.play_year(folder / "demo", Settings(data=folder / "data"), "test")


def test_the_review_of_the_year_has_its_gaps(played: Sent) -> None:
    """15 kept, 3 partly, 2 not kept, 1 that nobody had to do: the figures, and whose fault each gap is."""
    review = played.review
    assert review is not None
    assert {status: many for status, many in review.tally.items() if many} == {
        Status.KEPT: 15, Status.PARTLY: 3, Status.NOT_KEPT: 2, Status.NOT_APPLICABLE: 1,
    }  # fmt: skip
    gaps = {one.commitment.id: one.why for one in review.standings if one.status is not Status.KEPT}
    assert set(gaps) == {"E1.S1a", "E3.S2b", "E3.C1", "E2.S2", "E3.S4", "F2"}
    assert "n° 9" in gaps["E1.S1a"].replace("\u00a0", " ")
    assert "Forum Diversité et Alternance" in gaps["E2.S2"]
    assert "1er avril 2010" in gaps["E3.C1"].replace("\u00a0", " ")


def test_what_left_with_a_reason_says_it(played: Sent) -> None:
    """In February nothing of the partner was ready; in April nobody could approve for it."""
    assert played.review is not None
    said = " ".join(one.reason for one in played.review.overrides)
    assert "deux sont promises pour le numéro de mars" in said


def test_each_newcomer_was_transmitted_once(played: Sent) -> None:
    """Twelve lists, one after the other, and every company of the year in exactly one."""
    lists = kept_lists.listed(played.built.installation)
    transmitted = [one.organisation_id for each in lists for one in each.companies]
    assert played.review is not None
    assert played.review.coverage.total.signed == len(transmitted)
    assert len(lists) == len(newcomers.SIGNED)
    assert len(transmitted) == len(set(transmitted)) >= sum(newcomers.SIGNED.values())


def test_the_screen_tells_the_year(played: Sent, tmp_path: Path) -> None:
    """The figures of the review, and how to print it."""
    screen = closing.in_words(tmp_path, played)
    assert "Les engagements de la convention" in screen
    assert "relais bilan --from 2009-06-16 --to 2010-06-15" in screen


def test_the_screen_of_the_readme_is_that_of_the_demo(played: Sent, tmp_path: Path) -> None:
    """The demo is the same everywhere, so it can be shown before it is run."""
    shown = re.search(
        r"^```text\n(Une année.*?)^```", (tree.ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    said = closing.in_words(tmp_path, played)

    assert shown is not None
    # A page cannot show which spaces do not break.
    assert " ".join(shown[1].split()) in " ".join(said.split())


def test_the_last_issue_is_left_to_be_finished() -> None:
    """Each leaves on a working morning, but for the one that the year ends with."""
    *written, last = letters.read()
    assert [one.leaves for one in written] == sorted(one.leaves for one in written)
    assert last.leaves.year == 2010
    assert all(one.leaves.isoweekday() < 6 for one in (*written, last))
