"""Named rules: kept, nested, and never in a circle."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from lists import errors, naming, segments
from lists.segments import Leaf, Not

LEAF = {"field": "organisation.departement", "is": "33"}


def test_a_named_rule_is_replaced_by_what_it_stands_for(session: Session) -> None:
    """Through as many names as it takes."""
    naming.add(session, "Gironde", LEAF)
    naming.add(session, "Ailleurs", {"not": {"segment": "Gironde"}})
    assert naming.named(session, "Ailleurs") == Not(Leaf("organisation.departement", "is", "33"))


def test_a_name_already_taken_gets_the_new_rule(session: Session) -> None:
    """Scripts may say it again."""
    naming.add(session, "Gironde", LEAF)
    naming.add(session, "Gironde", LEAF | {"is": "40"})
    assert [segment.rule["is"] for segment in naming.everything(session)] == ["40"]


def test_a_segment_that_leads_back_to_itself_is_refused(session: Session) -> None:
    """Directly or by another."""
    naming.add(session, "A", LEAF)
    naming.add(session, "B", {"segment": "A"})
    with pytest.raises(errors.RuleRefused) as refused:
        naming.add(session, "A", {"any": [{"segment": "B"}]})
    assert refused.value.path == "A → B → A"


def test_a_name_that_leads_nowhere_is_refused(session: Session) -> None:
    """When it is kept, not when it is used."""
    with pytest.raises(errors.SegmentUnknown):
        naming.add(session, "A", {"segment": "Z"})


def test_rules_that_double_at_every_step_are_refused(session: Session) -> None:
    """A few short rules can stand for a million nodes."""
    naming.add(session, "0", {"all": [LEAF] * 20})
    naming.add(session, "1", {"all": [{"segment": "0"}] * 20})
    with pytest.raises(errors.RuleRefused):
        naming.add(session, "2", {"all": [{"segment": "1"}] * 20})


def test_nesting_by_names_is_limited_too(session: Session) -> None:
    """Depth is counted through the names."""
    deepest = segments.MAX_DEPTH - 1
    naming.add(session, "0", LEAF)
    for level in range(deepest):
        naming.add(session, str(level + 1), {"not": {"segment": str(level)}})
    with pytest.raises(errors.RuleRefused):
        naming.add(session, "trop", {"not": {"segment": str(deepest)}})
