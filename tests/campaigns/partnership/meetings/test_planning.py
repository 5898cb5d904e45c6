"""Planning meetings: only what the convention asks for, under a short name, with whom the partners designated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaigns.partnership.errors import NoConvention
from campaigns.partnership.meetings import inviting, listing, planning
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused
from campaigns.partnership.meetings.inviting import Whom
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.planning import Change, Plan
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import conventions
from tests.campaigns.partnership.meetings import scene


def test_an_exchange_knows_its_two_representatives(bound: Installation) -> None:
    """The partners designated them for this; the officer types no name."""
    made = scene.exchange(bound)

    assert (made.name, made.title) == ("echange-2010", "Échange annuel")
    assert made.agenda == "Les bonnes pratiques\nLe numéro spécial"
    assert {one.side: one.name for one in made.guests} == {"charte": "Solange Dorval", "cnml": "Thi-Hoa Besnard"}
    assert made.invited == ()


def test_nothing_is_planned_without_a_convention(opened: Installation) -> None:
    """An installation may have none; it then knows no meetings at all."""
    with opened.database.transaction() as session:
        cast.publish(session)

    with pytest.raises(NoConvention):
        scene.exchange(opened)
    assert listing.plannable(opened) == ()
    assert not listing.is_shown(opened)


def test_another_convention_asks_for_other_meetings(opened: Installation) -> None:
    """Its three clauses know the committee alone, and the refusal says so."""
    with opened.database.transaction() as session:
        cast.publish(session)
    conventions.adopted(opened, conventions.other())
    plan = replace(scene.AFTERNOON, starts="2026-03-12", ends="")

    with pytest.raises(MeetingRefused, match="aucun engagement de la convention du 2 janvier 2026") as refused:
        planning.add(opened, plan, "test")
    assert "« Comité de pilotage »" in str(refused.value)
    assert planning.add(opened, replace(plan, kind=MeetingKind.STEERING), "test").guests == ()


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(MeetingKind.EXCHANGE, "12 mars"), "starts"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-28T02:30"), "starts"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-12T14:00", "2010-03-12T13:00"), "ends"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-12", name="Échange 1"), "name"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-12", name="2010"), "name"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-12", title="x" * 201), "title"),
        (Plan(MeetingKind.EXCHANGE, "2010-03-12", agenda="x" * 4001), "agenda"),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_field(bound: Installation, plan: Plan, field: str) -> None:
    """And nothing is half entered."""
    with pytest.raises(MeetingRefused) as refused:
        planning.add(bound, plan, "test")

    assert refused.value.field == field
    assert listing.listed(bound) == ()


def test_two_meetings_of_a_year_have_two_names(bound: Installation) -> None:
    """Articles name a meeting by it, so no second one takes it."""
    names = [scene.exchange(bound).name for _again in range(2)]

    assert names == ["echange-2010", "echange-2010-2"]
    with pytest.raises(MeetingRefused, match="déjà pris"):
        scene.exchange(bound, replace(scene.AFTERNOON, name="echange-2010"))


def test_an_agenda_alone_moves_no_calendar(bound: Installation) -> None:
    """Only what a calendar shows counts in the sequence."""
    made = scene.exchange(bound)

    assert planning.change(bound, made.name, Change(agenda="Le bilan"), "test").sequence == 0
    assert planning.change(bound, made.name, Change(place="Lyon"), "test").sequence == 1
    assert planning.change(bound, made.name, Change(starts="2010-03-19T14:00", ends=""), "test").sequence == 2


def test_a_cancelled_meeting_says_why_and_stays_so(bound: Installation) -> None:
    """Who was invited reads the reason; nothing more is done with it."""
    made = scene.exchange(bound)
    with pytest.raises(MeetingRefused, match="dites pourquoi"):
        planning.cancel(bound, made.id, " ", "test")
    planning.cancel(bound, made.id, "Grève des trains.", "test")

    with pytest.raises(MeetingOver, match="est annulée"):
        planning.change(bound, made.id, Change(place="Lyon"), "test")
    with pytest.raises(MeetingOver, match="est annulée"):
        inviting.invite(bound, made.id, Whom(designated=True), "test")
