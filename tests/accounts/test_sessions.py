"""A session is known by its token, shows who it is, and ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from accounts import errors, sessions
from accounts.models import AccountSession
from accounts.roles import Grant, Role
from accounts.user_rows import User
from runtime.installation import Installation
from tests.clocks import MovableClock

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"


def test_a_token_shows_who_it_is(opened: Installation, claire: User) -> None:
    """And the database does not know it."""
    token = sessions.begin(opened, claire.id, device=FIREFOX, network="192.0.2.7")

    seen = sessions.visitor(opened, token)
    assert seen is not None
    assert (seen.actor, seen.name, seen.grants) == (
        f"user:{claire.id}",
        "Claire Aubry",
        frozenset({Grant(Role.ADMINISTER)}),
    )
    assert seen.may(Role.READ)
    assert not seen.may(Role.SEND)
    with opened.database.reading() as session:
        assert token not in str(session.exec(select(AccountSession)).one())


@pytest.mark.parametrize("token", ["", "x", "é\ud800"])
def test_what_is_no_token_shows_nobody(opened: Installation, claire: User, token: str) -> None:
    """Whatever a browser sends."""
    assert sessions.visitor(opened, token) is None


def test_a_session_ends_when_its_owner_says_so(opened: Installation, claire: User) -> None:
    """Here, and from another device; not somebody else's."""
    first, second = (sessions.begin(opened, claire.id, device=FIREFOX, network="192.0.2.7") for _ in range(2))
    sessions.end(opened, second)
    shown = sessions.listed(opened, claire.id)

    assert [(one.device, one.network) for one in shown] == [("Firefox, Linux", "192.0.2.0/24")]
    with pytest.raises(errors.SessionUnknown):
        sessions.revoke(opened, claire.id + 1, shown[0].id, "test")
    sessions.revoke(opened, claire.id, shown[0].id, "test")
    assert sessions.visitor(opened, first) is None


def test_a_session_lasts_while_it_is_used(opened: Installation, claire: User, clock: MovableClock) -> None:
    """A week without a page ends it, and a month in any case."""
    token = sessions.begin(opened, claire.id, device="", network="")
    for _ in range(4):
        clock.move(timedelta(days=6))
        assert sessions.visitor(opened, token) is not None
    clock.move(timedelta(days=6))
    assert sessions.visitor(opened, token) is None
    assert sessions.listed(opened, claire.id) == ()

    forgotten = sessions.begin(opened, claire.id, device="", network="")
    clock.move(timedelta(days=7))
    assert sessions.visitor(opened, forgotten) is None


def test_a_letter_is_chosen_for_the_session(opened: Installation, claire: User) -> None:
    """Not for the other device."""
    here, there = (sessions.begin(opened, claire.id, device="", network="") for _ in range(2))
    seen = sessions.visitor(opened, here)
    assert seen is not None
    sessions.choose(opened, seen.session_id, 2)

    chosen = [one.publication_id for one in (sessions.visitor(opened, one) for one in (here, there)) if one]
    assert chosen == [2, None]
