"""Links that are mailed: an invitation leaves with the next tick, a forgotten password too, and nobody learns more."""

from __future__ import annotations

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from accounts import choosing, errors, sessions, signing_in, users
from accounts.roles import Grant, Role
from accounts.users import Change
from campaigns.acting import ticking
from campaigns.acting.accounts import links, members
from campaigns.acting.accounts.links import Invited
from runtime.installation import Installation
from tests import servers
from tests.clocks import MovableClock

MARIE, HERE = "marie@partenariat.example", "192.0.2.7"
PASSWORD = "quatre mots bien choisis"


def _invite(opened: Installation, email: str = MARIE) -> Invited:
    return links.invite(
        opened, email=email, name="Marie Le Goff", grants=[Grant(Role.WRITE)], actor="user:1", inviter="Claire Aubry"
    )


def _mailed(opened: Installation, server: servers.Sink) -> tuple[str, str]:
    """Return the subject of the last message that Marie has once the tick is over, and the code in its link."""
    ticking.tick(opened)
    read = message_from_bytes(server.letters[MARIE], policy=policy.default)
    body = read.get_body(("plain",))
    assert body is not None
    return read["Subject"], re.findall(r"http\S+/invitation/(\S+)", body.get_content())[0]


def test_an_invitation_leads_to_a_password_and_in(staged: Installation, server: servers.Sink) -> None:
    """By one link, which serves once."""
    made = _invite(staged)
    subject, code = _mailed(staged, server)

    assert made.is_mailed
    assert made.link.endswith(code)
    assert subject == "Claire Aubry vous ouvre un compte Relais"
    assert choosing.holder(staged, code).name == "Marie Le Goff"
    assert choosing.choose(staged, code, PASSWORD).grants == (Grant(Role.WRITE),)
    assert signing_in.by_password(staged, MARIE, PASSWORD, network=HERE).name == "Marie Le Goff"
    with pytest.raises(errors.LinkUnusable):
        choosing.choose(staged, code, PASSWORD)


def test_a_password_that_is_refused_leaves_the_link(staged: Installation) -> None:
    """They try again."""
    code = _invite(staged).link.rpartition("/")[2]
    with pytest.raises(errors.PasswordRefused):
        choosing.choose(staged, code, "Marie Le Goff 2009")

    assert choosing.choose(staged, code, PASSWORD).has_password


def test_a_forgotten_password_is_chosen_anew(staged: Installation, server: servers.Sink) -> None:
    """Who was told to wait need not wait; sessions end; an address that nobody has brings nothing, in silence."""
    choosing.choose(staged, _invite(staged).link.rpartition("/")[2], PASSWORD)
    token = sessions.begin(staged, 1, device="", network=HERE)
    for _ in range(5):
        with pytest.raises(errors.WrongCredentials):
            signing_in.by_password(staged, MARIE, "un tout autre mot", network=HERE)

    links.forgotten(staged, MARIE.upper(), network=HERE)
    links.forgotten(staged, "personne@nulle-part.example", network=HERE)
    subject, code = _mailed(staged, server)
    choosing.choose(staged, code, "cinq autres mots encore")

    assert subject == "Choisir un nouveau mot de passe"
    assert server.received == {MARIE: 2}
    assert sessions.visitor(staged, token) is None
    assert signing_in.by_password(staged, MARIE, "cinq autres mots encore", network=HERE).user_id == 1


def test_nobody_is_flooded_with_links(staged: Installation, server: servers.Sink) -> None:
    """Three an hour, and the page says nothing of it; whoever asks on and on is told to wait."""
    _invite(staged)
    for _ in range(5):
        links.forgotten(staged, MARIE, network=HERE)
    with pytest.raises(errors.Throttled):
        links.forgotten(staged, MARIE, network=HERE)

    ticking.tick(staged)
    assert server.received == {MARIE: 3}


def test_a_blocked_account_has_no_link(staged: Installation, server: servers.Sink) -> None:
    """Neither a new one nor the one of before."""
    code = _invite(staged).link.rpartition("/")[2]
    users.set_(staged, 1, Change(is_blocked=True), "test")
    links.forgotten(staged, MARIE, network=HERE)

    with pytest.raises(errors.LinkUnusable):
        choosing.holder(staged, code)
    ticking.tick(staged)
    assert server.received == {MARIE: 1}  # the invitation, whose link serves no more


def test_without_a_mail_server_somebody_hands_the_link_on(opened: Installation, clock: MovableClock) -> None:
    """On the first day there is none; the next link replaces it."""
    made = _invite(opened)
    again = links.invite_again(opened, made.user.id, "user:1", "Claire Aubry")

    assert (made.is_mailed, again.is_mailed) == (False, False)
    with pytest.raises(errors.LinkUnusable):
        choosing.holder(opened, made.link.rpartition("/")[2])
    clock.move(timedelta(days=7))
    with pytest.raises(errors.LinkUnusable):
        choosing.holder(opened, again.link.rpartition("/")[2])


def test_an_address_that_cannot_be_written_to_gets_no_account(opened: Installation) -> None:
    """The one grammar of addresses holds here too."""
    with pytest.raises(errors.AccountRefused, match="email"):
        _invite(opened, "marie@")
    assert members.listed(opened) == ()
