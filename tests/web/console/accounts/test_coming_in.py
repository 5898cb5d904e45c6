"""Signing in, the code, the way out, a forgotten password, an invitation: as browsers without scripts do it."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pyotp
import pytest

from accounts import codes, second_step, sessions, users
from accounts.codes import Purpose
from accounts.roles import Role
from runtime.installation import Installation
from tests.clocks import MovableClock
from tests.web.console.officers import Officer

PASSWORD, EMAIL = "quatre mots bien choisis", "claire@partenariat.example"
TYPED = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture
def claire(opened: Installation) -> int:
    """The number of her account."""
    made = users.add(opened, email=EMAIL, name="Claire Aubry", roles=[Role.WRITE], password=PASSWORD, actor="test")
    return made.id


def test_a_password_leads_to_the_page_that_was_asked_for(opened: Installation, claire: int) -> None:
    """With a cookie that no script reads; its token is not in the page."""
    stranger = Officer(opened)
    answer = stranger.post("/connexion", TYPED | {"suite": "/articles?etat=pret"})

    assert answer.headers["location"] == "/articles?etat=pret"
    assert re.search(r"relais=\S+; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax", answer.headers["set-cookie"])
    assert "Bonjour Claire Aubry" in stranger.get("/").text
    assert stranger.get("/connexion?suite=/articles").headers["location"] == "/articles"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/\n/evil.example", ""]
)
def test_nobody_is_led_to_another_site(opened: Installation, claire: int, elsewhere: str) -> None:
    """A link to our sign-in page could be written by anybody."""
    assert Officer(opened).post("/connexion", TYPED | {"suite": elsewhere}).headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(opened: Installation, claire: int) -> None:
    """To the byte, but for what was typed; and after five attempts too."""
    stranger = Officer(opened)
    known = [stranger.post("/connexion", TYPED | {"password": "un autre mot"}) for _ in range(6)]
    unknown = [stranger.post("/connexion", {"email": "x@y.example", "password": "un autre mot"}) for _ in range(6)]

    assert [one.status_code for one in known] == [one.status_code for one in unknown] == [422] * 5 + [429]
    assert [one.text.replace(EMAIL, "x@y.example") for one in known] == [one.text for one in unknown]
    assert "ne vont pas ensemble" in known[0].text
    assert "réessayez dans 15 minutes, ou recevez un lien" in known[5].text
    assert "un autre mot" not in known[0].text


def test_a_code_is_asked_for_and_no_password_stays_in_the_page(
    opened: Installation, claire: int, clock: MovableClock
) -> None:
    """A wrong code is asked for again; too late, one begins anew."""
    seed = second_step.propose(opened, claire).seed
    second_step.start(opened, claire, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")
    clock.move(timedelta(minutes=1))
    stranger = Officer(opened)
    page = stranger.post("/connexion", TYPED | {"suite": "/articles"}).text
    ticket = re.findall(r'name="ticket" value="([^"]+)"', page)[0]

    assert PASSWORD not in page
    wrong = stranger.post("/connexion/code", {"ticket": ticket, "code": "000000", "suite": "/articles"})
    assert (wrong.status_code, ticket in wrong.text) == (422, True)
    given = {"ticket": ticket, "code": pyotp.TOTP(seed).at(clock.epoch()), "suite": "/articles"}
    assert stranger.post("/connexion/code", given).headers["location"] == "/articles"
    assert stranger.post("/connexion/code", given).headers["location"] == "/connexion"
    assert stranger.get("/connexion/code").headers["location"] == "/connexion"


def test_a_page_that_goes_on_is_answered_in_json(opened: Installation, claire: int) -> None:
    """Whoever writes loses nothing when the session ends."""
    stranger = Officer(opened)

    def again(password: str) -> tuple[int, object]:
        said = stranger.ask("POST", "/connexion/de-nouveau", json={"email": EMAIL, "password": password})
        return said.status_code, json.loads(said.text)

    assert again("un autre mot")[0] == 422
    assert again(PASSWORD) == (200, {"name": "Claire Aubry"})
    assert stranger.get("/").status_code == 200


def test_leaving_ends_the_session(opened: Installation) -> None:
    """Not only the cookie: a copy of it opens nothing."""
    marie = Officer(opened, Role.READ)
    answer = marie.post("/deconnexion")

    assert "Vous êtes déconnecté" in marie.follow(answer).text
    assert sessions.visitor(opened, marie.token) is None


def test_a_link_is_promised_to_everybody(opened: Installation, claire: int) -> None:
    """Without a mail server the page says whom to ask."""
    stranger = Officer(opened)

    assert "demandez un lien" in stranger.get("/mot-de-passe-oublie").text
    known = stranger.post("/mot-de-passe-oublie", {"email": EMAIL}).text
    assert known.replace(EMAIL, "x@y.example") == stranger.post("/mot-de-passe-oublie", {"email": "x@y.example"}).text


def test_an_invitation_ends_inside(opened: Installation, claire: int) -> None:
    """Looking uses nothing up; a weak password is refused beside its field; the link serves once."""
    path = f"/invitation/{codes.make(opened, Purpose.INVITATION, claire)}"
    stranger = Officer(opened)

    assert all("Bonjour Claire Aubry" in stranger.get(path).text for _ in range(2))
    weak = stranger.post(path, {"password": "claire aubry 2009"})
    assert (weak.status_code, "que d’autres connaissent" in weak.text) == (422, True)
    assert "Bienvenue" in stranger.follow(stranger.post(path, {"password": "cinq autres mots encore"})).text
    assert Officer(opened).get(path).status_code == 410


def test_a_link_does_not_step_over_the_code(opened: Installation, claire: int, clock: MovableClock) -> None:
    """Whoever reads the mailbox has one of two things."""
    seed = second_step.propose(opened, claire).seed
    second_step.start(opened, claire, seed, pyotp.TOTP(seed).at(clock.epoch()), "test")
    path = f"/invitation/{codes.make(opened, Purpose.RESET, claire)}"

    answer = Officer(opened).post(path, {"password": "cinq autres mots encore"})
    assert answer.headers["location"] == "/connexion"
    assert "relais=" not in answer.headers["set-cookie"]
