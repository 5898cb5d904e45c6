"""« Comptes »: an administrator of all letters invites, changes rights, closes and opens accounts."""

from __future__ import annotations

import re

import pytest

from accounts import users
from accounts.roles import Grant, Role
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/reglages/comptes"
INVITED = {"name": "Marie Le Goff", "email": "marie@partenariat.example", "roles-": ["write", "send"]}


@pytest.fixture
def claire(opened: Installation) -> Officer:
    """She administers all letters."""
    return Officer(opened, Role.ADMINISTER, name="Claire Aubry")


def test_somebody_is_invited_by_a_link(opened: Installation, claire: Officer) -> None:
    """Without a mail server the page shows it, to be handed on; it leads in."""
    page = claire.post(f"{PATH}/nouveau", INVITED).text
    link = re.findall(r'value="[^"]*(/invitation/[^"]+)"', page)[0]

    assert "à transmettre à Marie Le Goff" in page
    assert "Bonjour Marie Le Goff" in Officer(opened).get(link).text
    assert users.by_email(opened, INVITED["email"]).grants == (Grant(Role.WRITE), Grant(Role.SEND))  # type: ignore[arg-type]
    assert "attend son mot de passe" in claire.get(PATH).text


@pytest.mark.parametrize(
    ("change", "said"),
    [({"email": "marie@"}, 'href="#email"'), ({"name": ""}, 'href="#name"'), ({"roles-": []}, 'href="#roles"'),
     ({"roles-": ["tsar"]}, 'href="#roles"')],
)  # fmt: skip
def test_what_cannot_be_used_is_shown_again(
    opened: Installation, claire: Officer, change: dict[str, object], said: str
) -> None:
    """With what was typed, and what is wrong."""
    answer = claire.post(f"{PATH}/nouveau", INVITED | change)

    assert answer.status_code == 422
    assert said in answer.text
    assert len(users.listed(opened)) == 1
    claire.post(f"{PATH}/nouveau", INVITED)
    assert "un compte a déjà cette adresse" in claire.post(f"{PATH}/nouveau", INVITED).text.lower()


def test_rights_are_checked_letter_by_letter(opened: Installation, claire: Officer) -> None:
    """Where there are several; a letter is named."""
    with opened.database.transaction() as session:
        cast.publish(session)
    cast.second(opened)
    marie = Officer(opened, Role.READ)
    page = claire.get(f"{PATH}/{marie.user_id}").text

    assert page.count("<legend>") == 3
    told = claire.post(f"{PATH}/{marie.user_id}", {"name": "Marie", "roles-2": ["write"]})
    assert "est enregistré" in claire.follow(told).text
    assert users.show(opened, marie.user_id).grants == (Grant(Role.WRITE, 2),)
    assert marie.get("/").status_code == 303, "her session has ended"


def test_an_account_is_closed_and_opened_again(opened: Installation, claire: Officer) -> None:
    """Never one's own, when nobody else could open it."""
    marie = Officer(opened, Role.READ)

    assert "est fermé" in claire.follow(claire.post(f"{PATH}/{marie.user_id}/fermer")).text
    assert marie.get("/").status_code == 303
    assert "est rouvert" in claire.follow(claire.post(f"{PATH}/{marie.user_id}/rouvrir")).text
    assert claire.post(f"{PATH}/{claire.user_id}/fermer").status_code == 422
    mine = claire.post(f"{PATH}/{claire.user_id}", {"name": "Claire", "roles-": ["read"]})
    assert (mine.status_code, "Personne d’autre" in mine.text) == (422, True)
    assert claire.get(f"{PATH}/99").status_code == 404


def test_a_link_is_sent_again(opened: Installation, claire: Officer) -> None:
    """For whoever came too late."""
    marie = Officer(opened, Role.READ)

    assert "/invitation/" in claire.post(f"{PATH}/{marie.user_id}/lien").text
    assert "suffit de nouveau" in claire.follow(claire.post(f"{PATH}/{marie.user_id}/codes")).text


@pytest.mark.parametrize("path", [PATH, f"{PATH}/nouveau", f"{PATH}/1"])
def test_the_administrator_of_one_letter_manages_no_accounts(opened: Installation, path: str) -> None:
    """They could give themselves all the others."""
    scoped = Officer(opened, Role.ADMINISTER, publication_id=1)

    for answer in (scoped.get(path), scoped.post(path, INVITED)):
        assert answer.status_code in (403, 405)
    assert len(users.listed(opened)) == 1
