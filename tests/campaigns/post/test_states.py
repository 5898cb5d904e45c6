"""The table of what may become what: one test a pair, those that are allowed and all the others."""

from __future__ import annotations

import itertools

import pytest

from campaigns import errors
from campaigns.post import states
from campaigns.post.states import State

ALLOWED = {
    ("planned", "claimed"), ("planned", "excluded"), ("planned", "expired"), ("planned", "cancelled"),
    ("claimed", "handing_over"), ("claimed", "planned"), ("claimed", "excluded"), ("claimed", "expired"),
    ("claimed", "cancelled"), ("claimed", "refused"), ("claimed", "deferred"),
    ("handing_over", "accepted"), ("handing_over", "deferred"), ("handing_over", "refused"),
    ("handing_over", "uncertain"), ("handing_over", "planned"),
    ("deferred", "claimed"), ("deferred", "excluded"), ("deferred", "expired"), ("deferred", "cancelled"),
    ("uncertain", "accepted"), ("uncertain", "planned"), ("uncertain", "bounced"), ("uncertain", "complained"),
    ("accepted", "bounced"), ("accepted", "complained"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "target"), sorted(ALLOWED))
def test_a_move_of_the_table_is_allowed(source: str, target: str) -> None:
    """What the design lists may happen."""
    states.require(State(source), State(target))


@pytest.mark.parametrize(("source", "target"), sorted(set(itertools.product(map(str, State), repeat=2)) - ALLOWED))
def test_every_other_move_is_refused(source: str, target: str) -> None:
    """What it does not list may not."""
    with pytest.raises(errors.ForbiddenTransition):
        states.require(State(source), State(target))


def test_the_sources_of_a_state_are_those_of_the_table() -> None:
    """Statements over many rows are guarded by the same table."""
    assert set(states.sources(State.ACCEPTED)) == {"handing_over", "uncertain"}


def test_every_state_has_a_french_name() -> None:
    """No English word reaches a person."""
    assert set(states.NAMES) == set(State)
