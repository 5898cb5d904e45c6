"""Accounts are added, changed, blocked; somebody can always give rights."""

from __future__ import annotations

import pytest

from accounts import errors, sessions, users
from accounts.roles import Grant, Role
from accounts.user_rows import User
from accounts.users import Change
from runtime.installation import Installation
from tests.accounts.conftest import EMAIL
from tests.audited import acts


def test_an_account_is_found_in_any_spelling(opened: Installation, claire: User) -> None:
    """Of its address; the audit names no address."""
    assert users.any_(opened)
    assert users.by_email(opened, f"  {EMAIL.upper()} ") == claire
    assert acts(opened) == [("account.added", {"id": claire.id, "roles": [["administer", None]]})]
    with pytest.raises(errors.AccountExists):
        users.add(opened, email=EMAIL.title(), name="Autre", roles=[Role.READ], actor="test")


def test_without_rights_or_a_name_there_is_no_account(opened: Installation) -> None:
    """And nothing is half kept."""
    with pytest.raises(errors.AccountRefused, match="roles"):
        users.add(opened, email=EMAIL, name="Claire", roles=[], actor="test")
    with pytest.raises(errors.AccountRefused, match="name"):
        users.add(opened, email=EMAIL, name=" \n ", roles=[Role.READ], actor="test")
    assert not users.any_(opened)


def test_rights_are_replaced_letter_by_letter(opened: Installation, claire: User) -> None:
    """Those for other letters stay."""
    users.set_(opened, claire.id, Change(roles=[Role.WRITE, Role.SEND], publication_id=2), "test")
    changed = users.set_(opened, claire.id, Change(roles=[Role.WRITE], publication_id=2), "test")

    assert changed.grants == (Grant(Role.ADMINISTER), Grant(Role.WRITE, 2))
    assert users.who_may(opened, Role.WRITE, 2) == ("Claire Aubry",)
    assert users.who_may(opened, Role.WRITE, 3) == ()


@pytest.mark.parametrize("change", [Change(roles=[Role.WRITE]), Change(is_blocked=True)])
def test_the_last_administrator_stays(opened: Installation, claire: User, change: Change) -> None:
    """Until there is another one, who has a say in all letters."""
    other = users.add(opened, email="marie@x.example", name="Marie", roles=[Role.ADMINISTER], publication_id=1,
                      actor="test")  # fmt: skip
    with pytest.raises(errors.LastAdministrator):
        users.set_(opened, claire.id, change, "test")

    users.set_(opened, other.id, Change(roles=[Role.ADMINISTER]), "test")
    assert users.set_(opened, claire.id, change, "test") != claire


@pytest.mark.parametrize("change", [Change(roles=[Role.READ]), Change(is_blocked=True)])
def test_who_loses_rights_is_signed_out(opened: Installation, claire: User, change: Change) -> None:
    """At once, on every device."""
    marie = users.add(opened, email="marie@x.example", name="Marie", roles=[Role.SEND], actor="test")
    token = sessions.begin(opened, marie.id, device="", network="")

    users.set_(opened, marie.id, change, claire.email)
    assert sessions.visitor(opened, token) is None


def test_a_name_or_a_theme_signs_nobody_out(opened: Installation, claire: User) -> None:
    """The next page shows it."""
    token = sessions.begin(opened, claire.id, device="", network="")
    users.set_(opened, claire.id, Change(name="Claire  Aubry-Roux", theme="dark"), "test")

    seen = sessions.visitor(opened, token)
    assert seen is not None
    assert (seen.name, seen.theme) == ("Claire Aubry-Roux", "dark")


def test_another_password_ends_the_other_sessions(opened: Installation, claire: User) -> None:
    """Whoever stole one is out."""
    mine, stolen = (sessions.begin(opened, claire.id, device="", network="") for _ in range(2))
    here = sessions.visitor(opened, mine)
    assert here is not None

    users.choose_password(opened, claire.id, "cinq autres mots encore", here.actor, session_id=here.session_id)
    assert sessions.visitor(opened, mine) == here
    assert sessions.visitor(opened, stolen) is None
