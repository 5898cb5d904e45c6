"""A campaign changes its state by one verb, which obeys the table; nobody sets it from outside."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from campaigns import errors
from campaigns.post import states, transitions
from campaigns.post.models import Campaign
from campaigns.post.states import CAMPAIGN_TRANSITIONS, CampaignState
from tests.docs import tree

NOW = 1_253_000_000
PAIRS = list(itertools.product(CampaignState, repeat=2))
#: Columns of a campaign that belong to its state.
_STATE = {"state", "state_reason", "finished_at"}


def campaign(state: CampaignState) -> Campaign:
    """Return a campaign that stands there, with what belongs to it."""
    finished_at = NOW - 60 if state in states.CAMPAIGN_OVER else None
    return Campaign(id=7, state=state.value, state_reason="Attendez", finished_at=finished_at)  # type: ignore[call-arg]


@pytest.mark.parametrize(("source", "target"), [pair for pair in PAIRS if pair[1] in CAMPAIGN_TRANSITIONS[pair[0]]])
def test_a_move_of_the_table_is_made(source: CampaignState, target: CampaignState) -> None:
    """With the reason that was given and no older one, and with its end as long as it is over."""
    moved = campaign(source)
    transitions.move(Session(), moved, target, NOW, "Cherchez la cause")

    ends = NOW if target in states.CAMPAIGN_OVER else None
    assert (moved.state, moved.state_reason, moved.finished_at) == (target, "Cherchez la cause", ends)


@pytest.mark.parametrize(("source", "target"), [pair for pair in PAIRS if pair[1] not in CAMPAIGN_TRANSITIONS[pair[0]]])
def test_every_other_move_is_refused(source: CampaignState, target: CampaignState) -> None:
    """The sentence says where it stands, and nothing has changed."""
    kept = campaign(source)
    with pytest.raises(errors.WrongMoment) as refused:
        transitions.move(Session(), kept, target, NOW)

    assert states.CAMPAIGN_NAMES[source] in str(refused.value)
    assert kept.model_dump() == campaign(source).model_dump()


def _assigned(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what an assignment sets, as (object, attribute)."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    for target in targets:
        for one in ast.walk(target) if target is not None else ():
            if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store):
                yield ast.unparse(one.value), one.attr


def _updated(node: ast.AST) -> set[str]:
    """Return the columns that a statement over campaigns sets."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values"):
        return set()
    said = ast.unparse(node.func)
    is_ours = any(f"update({name})" in said for name in ("CAMPAIGN", "Campaign", "models.table('campaign')"))
    return {str(given.arg) for given in node.keywords} if is_ours else set()


def _sets_state(module: Path) -> bool:
    for node in ast.walk(tree.parsed(module)):
        if _updated(node) & _STATE:
            return True
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            for whose, what in _assigned(node):
                # Messages and items have states of their own.
                if what in _STATE - {"state"} or (what == "state" and "campaign" in whose.lower()):
                    return True
    return False


def test_nobody_else_sets_the_state_of_a_campaign() -> None:
    """Else the rule would stand in two places, and one of them would be forgotten."""
    product = [file for file in tree.modules() if file.parent.name != "versions"]

    assert [file for file in product if _sets_state(file)] == [Path(transitions.__file__)]
