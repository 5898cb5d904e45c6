"""Rules about the past: who received what, who acted, and who was not reached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, col

from lists import history
from lists.kinds import Fact
from lists.models import Contact
from lists.segments import criteria, rules, saved
from tests.lists import people

pytestmark = pytest.mark.dialects

DAY = 86_400
NOW = int(people.NOW.timestamp())


@pytest.fixture(autouse=True)
def cast(session: Session) -> None:
    """Sendings 1 and 2 of issue 7, then 3, 4, 5 of their own; Anne got all, Bea the first, Cleo none; Dora is new."""
    for sending, work in ((1, 7), (2, 7), (3, 8), (4, 9), (5, 10)):
        history.sent(session, sending, work, NOW - (60 - 10 * sending) * DAY)
    who = {name: people.contact(session, f"{name}@x.example") for name in ("anne", "bea", "cleo", "dora")}
    told = {"anne": [Fact.RECEIVED] * 5, "bea": [Fact.RECEIVED] + [Fact.REFUSED] * 4, "cleo": [Fact.REFUSED] * 5}
    for name, facts in told.items():
        for sending, fact in enumerate(facts, 1):
            history.note(session, [who[name]], fact, NOW - (60 - 10 * sending) * DAY, sending)
    history.note(session, [who["anne"]], Fact.CLICKED, NOW - 5 * DAY, 5)
    history.note(session, [who["dora"]], Fact.REPLIED, NOW - 40 * DAY)
    history.note(session, [who["cleo"]], Fact.BOUNCED, NOW - 2 * DAY, 5)


def _who(session: Session, field: str, **question: Any) -> str:
    rule = saved.resolve(session, rules.parse({"field": field, **question}), people.NOW)
    found = session.scalars(sqlalchemy.select(col(Contact.email)).where(criteria.expression(rule)))
    return "".join(sorted(email[0] for email in found))


@pytest.mark.parametrize(
    ("field", "question", "expected"),
    [
        ("history.received", {"exists": True}, "ab"),
        ("history.received", {"exists": False}, "cd"),
        ("history.received", {"is": "campaign:1"}, "ab"),
        ("history.received", {"is": "campaign:2"}, "a"),
        ("history.received", {"is_not": "campaign:2"}, "bcd"),
        ("history.received", {"is": "issue:7"}, "ab"),
        ("history.received", {"is": "issue:8"}, "a"),
        ("history.received", {"in": ["issue:8", "campaign:1"]}, "ab"),
        ("history.received", {"is": 30}, "a"),
        ("history.received", {"is": "days:50"}, "ab"),
        ("history.received", {"is": "campaign:99"}, ""),
        ("history.clicked", {"is": "campaign:5"}, "a"),
        ("history.clicked", {"is": 4}, ""),
        ("history.bounced", {"is": "campaign:5"}, "bc"),
        ("history.bounced", {"exists": True}, "bc"),
        ("history.replied", {"exists": True}, "d"),
        ("history.replied", {"is": 30}, ""),
        ("history.not_reached_for", {"is": 1}, "bc"),
        ("history.not_reached_for", {"is": 3}, "bc"),
        ("history.not_reached_for", {"is": 4}, "bc"),
        ("history.not_reached_for", {"is": 5}, ""),
    ],
)
def test_each_fact_selects_whom_it_says(session: Session, field: str, question: dict[str, Any], expected: str) -> None:
    """The letter of an issue that was sent twice counts once; whom we never wrote to was never missed."""
    assert _who(session, field, **question) == expected


def test_an_issue_that_arrives_starts_the_count_anew(session: Session) -> None:
    """Not reached for four issues, then reached, then missed once."""
    bea = session.execute(sqlalchemy.select(col(Contact.id)).where(col(Contact.email) == "bea@x.example")).scalar_one()
    assert bea is not None
    history.sent(session, 6, 11, NOW + DAY)
    history.note(session, [bea], Fact.RECEIVED, NOW + DAY, 6)
    assert _who(session, "history.not_reached_for", **{"is": 1}) == "c"

    history.note(session, [bea], Fact.BOUNCED, NOW + 2 * DAY, 6)
    assert _who(session, "history.not_reached_for", **{"is": 5}) == "b"


def test_days_are_counted_back_from_the_moment_of_asking(session: Session) -> None:
    """The same rule, a month later."""
    rule = rules.parse({"field": "history.clicked", "is": 30})
    later = saved.resolve(session, rule, people.NOW + timedelta(days=31))
    assert session.scalars(sqlalchemy.select(col(Contact.id)).where(criteria.expression(later))).all() == []
