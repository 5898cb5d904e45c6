"""What the other side did this year: from what is proved, for the meeting at which it is presented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaigns.editorial import documents
from campaigns.partnership import evidence
from campaigns.partnership.evidence import Nature
from campaigns.partnership.meetings import holding, planning, summaries
from campaigns.partnership.meetings.errors import MeetingRefused
from campaigns.partnership.meetings.holding import Outcome
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from campaigns.partnership.meetings.values import Meeting
from runtime.installation import Installation
from tests import pdfs
from tests.campaigns.partnership.meetings import scene
from tests.clocks import MovableClock

DONE = (
    ("document:plaquette", date(2009, 9, 20), "La plaquette est en ligne"),
    ("content:local_mission_action", date(2009, 10, 6), "À Roubaix, vingt jeunes sans CV (n° 2)"),
    ("document:plaquette", date(2010, 6, 1), "Plus tard que la réunion"),
    ("transmission", date(2009, 10, 7), "Ce que l’autre côté a fait"),
)


@pytest.fixture
def yearly(bound: Installation) -> Meeting:
    """The yearly meeting of the charter's partners, after a year in which something was done."""
    with bound.database.transaction() as session:
        for number, (act, on, text) in enumerate(DONE):
            evidence.attach(session, act, on=on, subject=f"test:{number}", text=text, nature=Nature.OBSERVED,
                            actor="test")  # fmt: skip
    return planning.add(bound, Plan(MeetingKind.CHARTER_YEARLY, "2010-05-20T14:00"), "test")


def test_it_tells_what_the_other_side_did_until_that_day(
    bound: Installation, yearly: Meeting, clock: MovableClock
) -> None:
    """Its own commitments, and what letters told of it; neither ours nor what came later."""
    clock.move(timedelta(days=300))
    made = summaries.of(bound, yearly.id)

    assert made.title == "Les actions du Conseil national des missions locales"
    assert made.period == "du 16\u00a0juin 2009 au 20\u00a0mai 2010"
    assert [line.text for part in made.parts for line in part.lines] == ["La plaquette est en ligne"]
    assert [line.text for line in made.articles] == ["À Roubaix, vingt jeunes sans CV (n° 2)"]
    for words in ("La plaquette est en ligne", "À Roubaix"):
        assert words in summaries.text(made)
        assert words in summaries.page(made)


def test_it_is_attached_as_a_document_and_proved_with_the_meeting(
    bound: Installation, yearly: Meeting, clock: MovableClock
) -> None:
    """A PDF of the library, at an address that stays."""
    kept = summaries.attach(bound, yearly.id, "test")
    clock.move(timedelta(days=300))
    holding.hold(bound, yearly.id, Outcome(40), "test")
    (document,) = documents.listed(bound)

    assert (kept.summary, document.name) == ("synthese-partenaires-2010",) * 2
    assert pdfs.pages(documents.path(bound.settings.data, document.sha256).read_bytes()) == 1
    assert ["synthèse jointe" in one.text for one in scene.proofs(bound)] == [True]


def test_an_exchange_presents_nobodys_actions(bound: Installation) -> None:
    """Both sides speak there."""
    made = scene.exchange(bound)

    with pytest.raises(MeetingRefused, match="personne ne présente"):
        summaries.of(bound, made.id)
