"""Meetings that took place: declared, proved, corrected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaigns.editorial import documents
from campaigns.partnership.evidence import Nature
from campaigns.partnership.meetings import holding, listing
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused
from campaigns.partnership.meetings.holding import Outcome
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.partnership.meetings import scene
from tests.clocks import MovableClock

_LATER = timedelta(days=180)


def test_a_meeting_that_took_place_is_evidence_for_both_sides(bound: Installation, clock: MovableClock) -> None:
    """Declared, by whom, with its minutes; the clauses that accept it are found in the convention."""
    made = scene.exchange(bound)
    documents.add(bound, File("compte-rendu.pdf", b"%PDF-1.7 x"), "compte-rendu", "test")
    clock.move(_LATER)
    present = [one.id for one in made.guests]
    held = holding.hold(bound, made.name, Outcome(6, present, "compte-rendu"), "user:1")
    proofs = scene.proofs(bound)

    assert (held.state_name, held.attendees) == ("tenue", 6)
    assert [one.attended for one in held.guests] == [True, True]
    assert {one.act for one in proofs} == {"meeting:exchange"}
    assert len(proofs) == 2  # one for each side that owes it
    assert {(one.nature, one.actor, one.on) for one in proofs} == {(Nature.DECLARED, "user:1", date(2010, 3, 12))}
    assert "6 personnes présentes" in proofs[0].text
    assert proofs[0].link == "https://lettre.example/l/d/compte-rendu"
    assert len(proofs[0].sha256) == 64


def test_what_was_said_by_mistake_is_taken_back(bound: Installation, clock: MovableClock) -> None:
    """Its evidence goes with it, and a correction replaces it."""
    made = scene.exchange(bound)
    clock.move(_LATER)
    for many in (6, 7):
        holding.hold(bound, made.id, Outcome(many), "test")
    assert {one.text.split(" ; ")[1] for one in scene.proofs(bound)} == {"7 personnes présentes"}
    back = holding.take_back(bound, made.id, "test")

    assert (back.is_planned, back.attendees, scene.proofs(bound)) == (True, None, [])
    assert (made.state_name, back.state_name) == ("prévue", "à confirmer")
    with pytest.raises(MeetingOver, match="n’est pas dite tenue"):
        holding.take_back(bound, made.id, "test")


def test_a_meeting_to_come_was_not_held(bound: Installation) -> None:
    """Nobody proves tomorrow."""
    made = scene.exchange(bound)

    with pytest.raises(MeetingRefused, match="est prévue") as refused:
        holding.hold(bound, made.id, Outcome(6), "test")
    assert refused.value.field == "held"
    assert listing.show(bound, made.id).is_planned


@pytest.mark.parametrize(
    ("outcome", "field"),
    [(Outcome(), "attendees"), (Outcome(0), "attendees"), (Outcome(3, [99]), "present"),
     (Outcome(3, minutes="rien"), "minutes")],
)  # fmt: skip
def test_what_is_said_of_it_is_checked(bound: Installation, clock: MovableClock, outcome: Outcome, field: str) -> None:
    """A number that nobody counted, a guest of nobody, a document that is not there."""
    made = scene.exchange(bound)
    clock.move(_LATER)

    with pytest.raises(MeetingRefused) as refused:
        holding.hold(bound, made.id, outcome, "test")
    assert refused.value.field == field


def test_fewer_than_the_sheet_shows_is_a_mistake(bound: Installation, clock: MovableClock) -> None:
    """Two are ticked, so one cannot be all."""
    made = scene.exchange(bound)
    clock.move(_LATER)

    with pytest.raises(MeetingRefused, match="2 personnes au moins"):
        holding.hold(bound, made.id, Outcome(1, [one.id for one in made.guests]), "test")
