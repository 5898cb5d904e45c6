"""Failures add up to « nobody reads there » as the table says, and what is our fault never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.post import failure_policy
from campaigns.post.failure_policy import RULES, SuppressionRule
from mailer import reasons
from mailer.reasons import Reason
from tests.docs import tree

DAY = 86_400
NOW = 1_253_000_000


@pytest.mark.parametrize(
    ("rule", "days_ago", "too_many"),
    [
        (SuppressionRule(2, within=90), [0], False),
        (SuppressionRule(2, within=90), [10, 0], True),
        (SuppressionRule(2, within=90), [91, 0], False),
        (SuppressionRule(2, within=90, apart=1), [0, 0], False),
        (SuppressionRule(2, within=90, apart=1), [2, 0], True),
        (SuppressionRule(5, within=365, apart=30), [20, 15, 10, 5, 0], False),
        (SuppressionRule(5, within=365, apart=30), [31, 20, 10, 5, 0], True),
    ],
)
def test_failures_are_counted_over_time(rule: SuppressionRule, days_ago: list[int], too_many: bool) -> None:
    """Enough of them, recent enough, far enough apart."""
    assert failure_policy.is_too_many(rule, [NOW - days * DAY for days in days_ago], NOW) is too_many


@given(st.lists(st.integers(0, 400), min_size=1), st.sampled_from(sorted(RULES)))
def test_one_failure_more_never_saves_an_address(days_ago: list[int], reason: Reason) -> None:
    """Whatever happened before."""
    moments = sorted(NOW - days * DAY for days in days_ago)
    if failure_policy.is_too_many(RULES[reason], moments, NOW):
        assert failure_policy.is_too_many(RULES[reason], [*moments, NOW], NOW)


def test_what_is_our_fault_is_in_no_rule() -> None:
    """A blocked server must not empty its own list."""
    assert failure_policy.OURS & RULES.keys() == set()
    assert RULES.keys() >= reasons.HARD


def test_every_rule_is_described() -> None:
    """The page names each reason that counts, and the numbers."""
    said = tree.section(tree.page("bounces.md"), "## What follows")
    assert [reason for reason in [*RULES, *failure_policy.OURS] if f"`{reason.value}`" not in said] == []
    assert [rule for rule in RULES.values() if f"{rule.failures} failures" not in said] == []
