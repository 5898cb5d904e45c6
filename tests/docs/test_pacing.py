"""What an administrator reads about providers is what ships."""

from __future__ import annotations

from campaigns.post.engine import circuit_breaker
from mailer import pacing
from tests.docs import tree

PAGE = tree.page("pacing.md")


def _names(values: tuple[str, ...]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def test_every_group_that_ships_is_described_as_it_is() -> None:
    """Each figure, domain and server, in the order of the database; nothing is promised that is not there."""
    shipped = [
        [f"`{group.name}`", group.title, str(group.limits.connections or ""), str(group.limits.letters or ""),
         _names(group.domains), _names(group.exchangers)]
        for group in pacing.GROUPS
    ]  # fmt: skip
    lines = tree.section(PAGE, "## Who keeps a mailbox").splitlines()
    described = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]

    assert described == shipped


def test_no_group_has_a_limit_that_the_table_does_not_show() -> None:
    """A rate would need a column."""
    assert all(group.limits.per_second is None for group in pacing.GROUPS)


def test_the_breaker_is_described_as_it_is() -> None:
    """Its shares, and the reasons that it counts."""
    said = tree.section(PAGE, "## The breaker")
    shares = [f"more than {limit * 100:g} %" for _kind, limit, *_others in circuit_breaker._LIMITS]

    assert [share for share in shares if share not in said] == []
    assert [reason for reason in circuit_breaker._POLICY | circuit_breaker._HARD if f"`{reason}`" not in said] == []
