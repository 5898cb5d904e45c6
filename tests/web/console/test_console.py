"""Who comes in, and what the console says at its door."""

from __future__ import annotations

import pytest

from accounts import sessions
from accounts.roles import Role
from campaigns.editorial import issues
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer
from web import bodies


def test_a_stranger_signs_in_first_and_comes_back_to_the_page(opened: Installation) -> None:
    """The page that was asked for is in the address."""
    answer = Officer(opened).get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion")


def test_a_session_shows_the_page_and_its_end_closes_it(opened: Installation) -> None:
    """At once, whatever the browser still holds."""
    marie = Officer(opened, Role.WRITE)
    assert "Bonjour Marie Exemple" in marie.get("/").text

    sessions.end(opened, marie.token)
    assert marie.get("/").status_code == 303


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_of_another_site_is_refused_in_french(opened: Installation, site: str) -> None:
    """With the session that the browser sends along."""
    answer = Officer(opened, Role.ADMINISTER).post("/", headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403
    assert "ne vient pas d’une page de Relais" in answer.text


def test_a_stranger_sends_nothing_long(opened: Installation) -> None:
    """A file would be kept before anybody asked who sends it."""
    long = b"x" * (bodies.MOST + 1)

    assert Officer(opened).post("/images", content=long).status_code == 413
    assert Officer(opened, Role.WRITE).post("/", content=long).status_code == 405


def test_a_page_says_when_nothing_leaves_by_itself(opened: Installation) -> None:
    """Nobody ticks in this test."""
    assert "Rien ne part tout seul" in Officer(opened, Role.READ).get("/").text


def test_the_start_page_shows_each_what_they_may_do(opened: Installation) -> None:
    """The servers wait for whoever administers, the issue for whoever writes, nothing for whoever only reads."""
    with opened.database.transaction() as session:
        issues.new(session, cast.publish(session), issues.TitleLines("Quatre", "Quatre"), opened.clock.now())
    said = {role: Officer(opened, role).get("/").text for role in (Role.ADMINISTER, Role.WRITE, Role.READ)}

    assert [role for role, text in said.items() if "serveur d’envoi" in text] == [Role.ADMINISTER]
    assert [role for role, text in said.items() if 'class="button filled" href="/numeros/1"' in text] == [Role.WRITE]
    assert all("Reprendre le numéro 1" in text for text in said.values())
    assert "Rien n’attend." in said[Role.READ]


def test_an_address_with_a_nul_leads_nowhere(opened: Installation) -> None:
    """It is in no database, and PostgreSQL fails on the question."""
    marie = Officer(opened, *Role)
    for path in ("/destinataires?q=a%00b", "/articles%00", "/journal?qui=%00"):
        assert marie.get(path).status_code == 404
