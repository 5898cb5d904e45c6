"""The issue on the desk, what the last letters left to do, and six weeks of everything."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from accounts import users
from accounts.roles import Role
from campaigns.acting import launching, sending
from campaigns.acting.absences import noting
from campaigns.acting.absences.errors import AbsenceRefused, AbsenceUnknown
from campaigns.acting.agenda import aftermath, calendar, current
from campaigns.acting.agenda.calendar import Kind
from campaigns.acting.agenda.current import Step
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from runtime import clock
from runtime.installation import Installation


def test_the_issue_on_the_desk_says_where_it_stands(staged: Installation) -> None:
    """From its articles to its departure; once it has left, the next one takes its place."""
    found = current.look(staged)
    assert found.current is not None
    assert [one.step for one in found.current.steps if one.is_done] == [Step.ARTICLES]
    assert found.current.now is Step.COMPOSED

    launching.launch(staged, launching.Order(1, grace=600), "test")
    leaving = current.look(staged).current
    assert leaving is not None
    assert (leaving.now, leaving.campaign_id) == (Step.SENT, 1)
    assert leaving.steps[-1].words.startswith("prévu mardi 15\u00a0septembre 2009")


def test_what_was_sent_leaves_the_desk_and_something_to_do(ready: Installation) -> None:
    """Refused addresses, and letters that may have left; nothing after a month."""
    sending.send(ready, 1)
    with ready.database.transaction() as session:
        for number, state in ((1, DeliveryState.REFUSED), (2, DeliveryState.BOUNCED), (3, DeliveryState.UNCERTAIN)):
            session.execute(sa.update(DELIVERY).where(DELIVERY.c.id == number).values(state=state.value))

    left = aftermath.look(ready)
    assert left is not None
    assert (left.campaign_id, left.failed, left.uncertain) == (1, 2, 1)
    assert current.look(ready).current is None


def test_six_weeks_hold_issues_departures_and_absences(staged: Installation, tmp_path: Path) -> None:
    """From the Monday of this week; a public holiday has its name, a weekend bears no absence."""
    marie = users.add(staged, email="marie@charte.example", name="Marie", roles=(Role.WRITE,), actor="test")
    noting.note(staged, marie.id, date(2009, 9, 18), date(2009, 9, 21), "user:1")
    launching.launch(staged, launching.Order(1, grace=600), "test")
    weeks = calendar.look(staged)

    days = {day.date: day for week in weeks for day in week}
    today = clock.today(staged.clock)
    assert (len(weeks), weeks[0][0].date.weekday(), days[today].is_today) == (6, 0, True)
    assert any(one.kind is Kind.DEPARTURE for one in days[today].entries)
    away = [day for day, one in days.items() if any(entry.kind is Kind.ABSENCE for entry in one.entries)]
    assert away == [date(2009, 9, 18), date(2009, 9, 21)]


def test_an_absence_is_ones_own(staged: Installation) -> None:
    """Days in the wrong order, or over, are refused; nobody takes back somebody else's."""
    marie = users.add(staged, email="marie@charte.example", name="Marie", roles=(Role.WRITE,), actor="test")
    today = clock.today(staged.clock)
    for first, last in ((today, today - timedelta(1)), (today - timedelta(9), today - timedelta(8))):
        with pytest.raises(AbsenceRefused):
            noting.note(staged, marie.id, first, last, "user:1")
    noting.note(staged, marie.id, today, today, "user:1")
    with pytest.raises(AbsenceUnknown):
        noting.take_back(staged, 1, marie.id + 1, "user:2")
    noting.take_back(staged, 1, marie.id, "user:1")

    assert calendar.absences_of(staged, marie.id) == ()
