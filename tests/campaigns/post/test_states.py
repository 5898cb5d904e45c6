"""The table of what may become what: obeyed pair by pair, and drawn so that nobody is lost, nor written to twice.

Which moves there are stands in `states`, and for people in `docs/OVERVIEW.md`, which `tests/docs` compares with it.
"""

from __future__ import annotations

import itertools

import pytest

from campaigns import errors
from campaigns.post import states
from campaigns.post.states import CAMPAIGN_TRANSITIONS, OPEN, TRANSITIONS, CampaignState, DeliveryState

PAIRS = list(itertools.product(DeliveryState, repeat=2))


@pytest.mark.parametrize(("source", "target"), [pair for pair in PAIRS if pair[1] in TRANSITIONS[pair[0]]])
def test_a_move_of_the_table_is_allowed(source: DeliveryState, target: DeliveryState) -> None:
    """For one row, and for many in a statement."""
    states.require(source, target)

    assert source.value in states.sources(target)


@pytest.mark.parametrize(("source", "target"), [pair for pair in PAIRS if pair[1] not in TRANSITIONS[pair[0]]])
def test_every_other_move_is_refused(source: DeliveryState, target: DeliveryState) -> None:
    """What it does not list may not; staying is no move."""
    with pytest.raises(errors.ForbiddenTransition):
        states.require(source, target)

    assert source.value not in states.sources(target)


@pytest.mark.parametrize(
    ("table", "known"), [(TRANSITIONS, set(DeliveryState)), (CAMPAIGN_TRANSITIONS, set(CampaignState))]
)
def test_every_state_is_in_the_table_and_can_be_reached(table: dict[str, frozenset[str]], known: set[str]) -> None:
    """From the one in which everything begins; a state that nothing becomes is none."""
    first = next(iter(table))
    reached, ahead = {first}, [first]
    while ahead:
        found = table[ahead.pop()] - reached
        reached |= found
        ahead += found

    assert reached == set(table) == known


def test_a_letter_leaves_from_a_leased_row_only() -> None:
    """Its lease is the fence."""
    assert states.sources(DeliveryState.HANDING_OVER) == [DeliveryState.CLAIMED]


def test_who_may_have_a_letter_is_never_said_to_have_none() -> None:
    """After the intent nothing expires, is cancelled or left out: a server has answered, or nobody knows."""
    after = {
        DeliveryState.HANDING_OVER,
        DeliveryState.UNCERTAIN,
        DeliveryState.ACCEPTED,
        DeliveryState.BOUNCED,
        DeliveryState.COMPLAINED,
    }

    assert {
        source
        for source in after
        if TRANSITIONS[source] & {DeliveryState.EXPIRED, DeliveryState.CANCELLED, DeliveryState.EXCLUDED}
    } == set()


def test_what_is_over_is_not_sent_again() -> None:
    """But for what nobody is sure of."""
    assert {state for state in set(DeliveryState) - OPEN if TRANSITIONS[state] & OPEN} == {DeliveryState.UNCERTAIN}


def test_a_campaign_that_is_over_stays_over_or_is_under_way_again() -> None:
    """A person may send again what was uncertain; cancelled is cancelled."""
    left = {state: CAMPAIGN_TRANSITIONS[state] for state in states.CAMPAIGN_OVER}

    assert left == {CampaignState.FINISHED: {CampaignState.SENDING}, CampaignState.CANCELLED: set()}


def test_every_state_has_a_french_name() -> None:
    """No English word reaches a person."""
    assert set(states.NAMES) == set(DeliveryState)
    assert set(states.CAMPAIGN_NAMES) == set(CampaignState)
