"""Named rules: kept, nested, and never in a circle."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lists import errors
from lists.segments import handpicking, rules, saved
from lists.segments.fields import Reference
from lists.segments.rules import Leaf, Not, Picked
from tests.lists import people

LEAF = {"field": "organisation.departement", "is": "33"}


def test_a_named_rule_is_replaced_by_what_it_stands_for(session: Session) -> None:
    """Through as many names as it takes."""
    saved.add(session, "Gironde", LEAF)
    saved.add(session, "Ailleurs", {"not": {"segment": "Gironde"}})
    assert saved.named(session, "Ailleurs", people.NOW) == Not(Leaf("organisation.departement", "is", "33"))


def test_a_name_already_taken_gets_the_new_rule(session: Session) -> None:
    """Scripts may say it again."""
    saved.add(session, "Gironde", LEAF)
    saved.add(session, "Gironde", LEAF | {"is": "40"})
    assert [segment.rule["is"] for segment in saved.everything(session)] == ["40"]


def test_a_segment_that_leads_back_to_itself_is_refused(session: Session) -> None:
    """Directly or by another."""
    saved.add(session, "A", LEAF)
    saved.add(session, "B", {"segment": "A"})
    with pytest.raises(errors.RuleRefused) as refused:
        saved.add(session, "A", {"any": [{"segment": "B"}]})
    assert refused.value.path == "A → B → A"


def test_a_name_that_leads_nowhere_is_refused(session: Session) -> None:
    """When it is kept, not when it is used."""
    with pytest.raises(errors.SegmentUnknown):
        saved.add(session, "A", {"segment": "Z"})


def test_rules_that_double_at_every_step_are_refused(session: Session) -> None:
    """A few short rules can stand for a million nodes."""
    saved.add(session, "0", {"all": [LEAF] * 20})
    saved.add(session, "1", {"all": [{"segment": "0"}] * 20})
    with pytest.raises(errors.RuleRefused):
        saved.add(session, "2", {"all": [{"segment": "1"}] * 20})


def test_the_last_days_are_counted_from_now(session: Session) -> None:
    """Alone or in a list; a compiled rule knows no now."""
    saved.add(session, "Récents", {"field": "history.received", "in": [30, "days:2", "campaign:4"]})
    day, now = 86_400, int(people.NOW.timestamp())
    expected = (Reference("since", now - 30 * day), Reference("since", now - 2 * day), Reference("campaign", 4))
    assert saved.named(session, "Récents", people.NOW) == Leaf("history.received", "in", expected)


def test_what_was_picked_by_hand_goes_with_the_name(session: Session) -> None:
    """Nested segments bring their own picks; those without are left as they are."""
    made = saved.add(session, "Gironde", LEAF)
    saved.add(session, "Ailleurs", {"not": {"segment": "Gironde"}})
    handpicking.include(session, "Gironde", [people.contact(session, "z@x.example")])
    picked = Picked(made.id or 0, Leaf("organisation.departement", "is", "33"))
    assert saved.named(session, "Ailleurs", people.NOW) == Not(picked)


def test_nesting_by_names_is_limited_too(session: Session) -> None:
    """Depth is counted through the names."""
    deepest = rules.MAX_DEPTH - 1
    saved.add(session, "0", LEAF)
    for level in range(deepest):
        saved.add(session, str(level + 1), {"not": {"segment": str(level)}})
    with pytest.raises(errors.RuleRefused):
        saved.add(session, "trop", {"not": {"segment": str(deepest)}})
