"""« Mon compte »: the name, the look, the password, the sessions, the second step."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from accounts import second_step, sessions, signing_in, users
from accounts.roles import Role
from runtime.installation import Installation
from tests.clocks import MovableClock
from tests.web.console.officers import Officer

PASSWORD, OTHER = "quatre mots bien choisis", "cinq autres mots encore"


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """She may read, and has a password."""
    made = Officer(opened, Role.READ)
    here = sessions.visitor(opened, made.token)
    assert here is not None
    users.choose_password(opened, made.user_id, PASSWORD, "test", session_id=here.session_id)
    return made


def test_a_name_and_a_look_are_kept(marie: Officer) -> None:
    """The server writes the look into every page: nothing flashes."""
    page = marie.follow(marie.post("/mon-compte", {"name": "Marie Le Goff", "theme": "dark"})).text

    assert 'data-theme="dark"' in page
    assert "Marie Le Goff" in page
    refused = marie.post("/mon-compte", {"name": " ", "theme": "dark"})
    assert (refused.status_code, "Ce champ est à remplir" in refused.text) == (422, True)
    assert marie.post("/mon-compte", {"name": "Marie", "theme": "rose"}).status_code == 422


def test_another_password_needs_that_of_today(opened: Installation, marie: Officer) -> None:
    """Whoever finds the page open on a desk cannot take the account; the other sessions end."""
    elsewhere = sessions.begin(opened, marie.user_id, device="", network="")
    wrong = marie.post("/mon-compte/mot-de-passe", {"current": "au hasard", "password": OTHER})
    weak = marie.post("/mon-compte/mot-de-passe", {"current": PASSWORD, "password": "court"})

    assert "votre mot de passe actuel" in wrong.text
    assert "12 caractères" in weak.text
    assert OTHER not in wrong.text
    done = marie.post("/mon-compte/mot-de-passe", {"current": PASSWORD, "password": OTHER})
    assert "vos autres sessions sont fermées" in marie.follow(done).text
    assert sessions.visitor(opened, elsewhere) is None
    assert signing_in.by_password(opened, marie.email, OTHER, network="").user_id == marie.user_id


def test_a_session_on_another_device_is_closed_from_here(opened: Installation, marie: Officer) -> None:
    """It is named as its owner would name it; this one has no button."""
    device = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1"
    elsewhere = sessions.begin(opened, marie.user_id, device=device, network="192.0.2.7")
    page = marie.get("/mon-compte").text

    assert "Safari, iPhone" in page
    assert "192.0.2.0/24" in page
    [number] = re.findall(r'action="/mon-compte/sessions/(\d+)"', page)
    assert "La session est fermée" in marie.follow(marie.post(f"/mon-compte/sessions/{number}")).text
    assert sessions.visitor(opened, elsewhere) is None
    assert marie.post(f"/mon-compte/sessions/{number}").status_code == 422


def test_all_sessions_are_closed_at_once_this_one_too(opened: Installation, marie: Officer) -> None:
    """What one does when a telephone is lost; the browser forgets its own."""
    elsewhere = sessions.begin(opened, marie.user_id, device="", network="")
    done = marie.post("/mon-compte/sessions")

    assert done.headers["location"] == "/connexion"
    assert 'relais=""' in done.headers["set-cookie"]
    assert [sessions.visitor(opened, token) for token in (elsewhere, marie.token)] == [None, None]
    assert "Toutes vos sessions sont fermées" in marie.follow(done).text


def test_the_second_step_begins_with_a_picture(opened: Installation, marie: Officer, clock: MovableClock) -> None:
    """A wrong code changes nothing and keeps the seed; a seed of another shape is not taken."""
    page = marie.get("/mon-compte/codes").text
    [seed] = re.findall(r'name="seed" value="(\w{32})"', page)
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert "style" not in picture
    wrong = marie.post("/mon-compte/codes", {"seed": seed, "code": "000000"})
    assert (wrong.status_code, seed in wrong.text) == (422, True)
    assert marie.post("/mon-compte/codes", {"seed": "é" * 32, "code": "000000"}).status_code == 422
    assert not users.show(opened, marie.user_id).has_codes

    told = marie.post("/mon-compte/codes", {"seed": seed, "code": pyotp.TOTP(seed).at(clock.epoch())}).text
    assert len(re.findall(r"<code>[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}</code>", told)) == 10
    assert users.show(opened, marie.user_id).has_codes
    assert "Il vous reste 10" in marie.get("/mon-compte").text


def test_the_second_step_ends_by_the_password(opened: Installation, marie: Officer, clock: MovableClock) -> None:
    """New recovery codes too."""
    seed = second_step.propose(opened, marie.user_id).seed
    second_step.start(opened, marie.user_id, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")
    clock.move(timedelta(minutes=1))

    assert marie.get("/mon-compte/codes/changer").status_code == 200
    assert marie.post("/mon-compte/codes/secours", {"current": "au hasard"}).status_code == 422
    assert "ne servent plus" in marie.post("/mon-compte/codes/secours", {"current": PASSWORD}).text
    assert marie.post("/mon-compte/codes/arreter", {"current": "au hasard"}).status_code == 422
    marie.post("/mon-compte/codes/arreter", {"current": PASSWORD})
    assert not users.show(opened, marie.user_id).has_codes
