"""The review of the small year: every status with its reason, every figure counted by hand, corrections beside both."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from campaigns.partnership.bilan import correcting, reviewing
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.bilan_errors import CorrectionRefused, NothingToReview, PeriodRefused
from campaigns.partnership.errors import CommitmentUnknown
from campaigns.partnership.evidence import Nature
from campaigns.partnership.meetings import planning
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Plan
from campaigns.partnership.statuses.status import Status
from runtime.installation import Installation
from tests.campaigns.partnership.bilan import year
from tests.campaigns.partnership.conventions import adopted
from tests.clocks import MovableClock


def standing(review: Review, commitment: str) -> Standing:
    """Return how one commitment stands."""
    return next(one for one in review.standings if one.commitment.id == commitment)


def test_every_counted_commitment_has_its_status_gaps_first(review: Review) -> None:
    """CP-1: 21 of them, and what is missing comes before what is kept."""
    order = [one.status for one in review.gaps_first]

    assert len(order) == 21
    assert order == sorted(order, key=list(Status).index)
    assert (order[0], order[-1]) == (Status.NOT_KEPT, Status.KEPT)


def test_statuses_follow_from_what_happened(review: Review) -> None:
    """A letter that everybody refused is neither evidence nor an occasion; who left in March leaves a hole."""
    assert standing(review, "E1.S1a").computed.reason.replace("\u00a0", " ") == (
        "Dans 1 numéro sur 2. Manque : le n° 3."
    )
    assert [standing(review, one).status for one in ("E1.C1b", "E3.S1", "E3.C1", "E3.S3", "E3.S2a", "F2")] == [
        Status.KEPT,
        Status.KEPT,
        Status.PARTLY,
        Status.PARTLY,
        Status.NOT_KEPT,
        Status.NOT_APPLICABLE,
    ]
    assert "du 1er avril 2010 au 15 juin 2010" in standing(review, "E3.C1").why.replace("\u00a0", " ")


def test_evidence_is_dated_hashed_and_says_who_saw_it(review: Review) -> None:
    """Observed apart from declared, with the SHA-256 of what is archived."""
    sent, held = standing(review, "E1.S1a").evidence[0], standing(review, "E3.S3").evidence[0]

    assert (sent.on, sent.nature, len(sent.sha256)) == (date(2009, 9, 15), Nature.OBSERVED, 64)
    assert (held.on, held.nature) == (date(2009, 11, 24), Nature.DECLARED)


def test_figures_are_those_of_the_year(review: Review) -> None:
    """CP-2, counted by hand; régions without anything have their line."""
    figures, lines = review.figures, {one.name: one for one in review.coverage.lines}

    assert (figures.issues, figures.letters, figures.items_per_issue) == (2, 6, 0.5)
    assert (figures.signed, figures.brought, figures.meetings) == (2, 1, 1)
    assert len(lines) == 26
    assert (lines["Rhône-Alpes"].missions, lines["Rhône-Alpes"].missions_reached, lines["Rhône-Alpes"].brought) == (
        1,
        1,
        1,
    )
    assert lines["Nord-Pas-de-Calais"].unreached == ("Mission locale du Haut-Val",)
    assert lines["Corse"].is_empty


def test_the_reason_of_an_override_is_kept_for_the_review(review: Review) -> None:
    """CO-4: the officer's own words, for a check and for a bon à tirer that was not waited for."""
    assert [(one.letter.replace("\u00a0", " "), one.reason) for one in review.overrides] == [
        ("n° 1", year.UNAPPROVED),
        ("n° 3", year.UNAPPROVED),
        ("n° 3", year.REASON),
    ]


def test_in_the_middle_of_the_year_what_was_never_due_is_to_come(lived: Installation) -> None:
    """Seen in February, no meeting of a whole year is « non tenu » yet."""
    review = reviewing.review(lived, Asked(at=date(2010, 2, 1)))

    assert standing(review, "F1").status == Status.UPCOMING
    assert standing(review, "F1").due == year.LAST
    assert review.figures.issues == 1


def test_a_meeting_that_is_planned_is_said_and_proves_nothing(lived: Installation, clock: MovableClock) -> None:
    """Seen on a day before it."""
    clock.move(datetime(2010, 5, 1, 8, tzinfo=UTC) - clock.now())
    planning.add(lived, Plan(MeetingKind.STEERING, "2010-06-01"), "test")
    found = standing(reviewing.review(lived, Asked()), "F1")

    assert found.status == Status.UPCOMING
    assert "Prévu le 1er juin 2010." in found.why.replace("\u00a0", " ")
    assert found.evidence == ()


def test_an_installation_where_nothing_happened_keeps_nothing_in_february(opened: Installation) -> None:
    """And breaks nothing: all of it is to come."""
    adopted(opened)
    review = reviewing.review(opened, Asked(at=date(2010, 2, 1)))

    assert {status for status, many in review.tally.items() if many} == {Status.UPCOMING}


def test_the_committee_corrects_a_status_and_both_are_known(lived: Installation) -> None:
    """Taken back, the computed one holds again; without a reason nothing is corrected."""
    correcting.correct(lived, "E3.S4", Status.KEPT, "  La réunion s’est tenue\nà Lyon. ", "test")
    found = standing(reviewing.review(lived, Asked()), "E3.S4")

    assert (found.status, found.why) == (Status.KEPT, "La réunion s’est tenue à Lyon.")
    assert found.computed.status == Status.NOT_KEPT
    with pytest.raises(CorrectionRefused):
        correcting.correct(lived, "E3.S4", Status.KEPT, " ", "test")
    with pytest.raises(CommitmentUnknown):
        correcting.correct(lived, "P0", Status.KEPT, "Un principe n’est pas compté.", "test")
    correcting.withdraw(lived, "E3.S4", "test")
    assert standing(reviewing.review(lived, Asked()), "E3.S4").correction is None


def test_days_that_do_not_follow_each_other_are_refused(lived: Installation) -> None:
    """By the name of the field."""
    with pytest.raises(PeriodRefused) as problem:
        reviewing.review(lived, Asked(since=year.LAST, until=year.FIRST))
    assert problem.value.field == "until"
    with pytest.raises(PeriodRefused) as problem:
        reviewing.review(lived, Asked(at=date(2009, 1, 1)))
    assert problem.value.field == "at"


def test_without_a_convention_there_is_nothing_to_review(opened: Installation) -> None:
    """A sentence says so."""
    with pytest.raises(NothingToReview):
        reviewing.review(opened, Asked())
