"""Six rights add up, each for all letters or for one."""

from __future__ import annotations

import itertools

import pytest

from accounts import roles
from accounts.roles import Grant, Role


@pytest.mark.parametrize(("held", "asked"), list(itertools.product(Role, Role)))
def test_each_right_includes_reading_and_nothing_else(held: Role, asked: Role) -> None:
    """Who sends need not write, and who administers may not send."""
    assert roles.holds({Grant(held)}, asked) is (asked in (held, Role.READ))


def test_a_right_on_one_letter_is_none_on_another() -> None:
    """Nor on what all letters share."""
    held = {Grant(Role.WRITE, 2)}

    assert roles.holds(held, Role.WRITE)
    assert roles.holds(held, Role.WRITE, 2)
    assert not roles.holds(held, Role.WRITE, 3)
    assert not roles.holds_everywhere(held, Role.WRITE)
    assert roles.holds({Grant(Role.WRITE)}, Role.WRITE, 3)


def test_without_a_right_nothing_may_be_read() -> None:
    """An account may have none left."""
    assert not roles.holds(set(), Role.READ)


def test_every_right_has_its_words() -> None:
    """They stand beside its check box."""
    assert set(roles.NAMES) == set(roles.SENTENCES) == set(Role)
