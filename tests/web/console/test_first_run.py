"""From nothing to the first article: the link that the server printed, then six steps."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from accounts import first_account, users
from campaigns.acting import getting_started
from campaigns.acting.getting_started import Step
from campaigns.editorial import imprints, publications
from runtime import settings, stored_settings
from runtime.installation import Installation
from tests.servers import Sink
from tests.web.console.officers import Officer

MARIE = {"name": "Marie Exemple", "email": "marie@partenariat.example", "password": "quatre grands platanes"}
LETTER = {
    "name": "La Lettre", "publisher": "Le partenariat", "director": "", "postal": "1, rue de l’Exemple\n75000 Paris",
    "basis": "legitimate_interest", "note": "Lettre professionnelle",
}  # fmt: skip
SENDER = {"sender": "Le partenariat", "address": "lettre@partenariat.example", "reply_to": ""}


@pytest.fixture
def fresh(opened: Installation) -> Installation:
    """As `relais init` leaves it, without a server."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    plain = settings.Settings(data=opened.settings.data)
    return Installation(plain, opened.database, opened.keyring, opened.clock, opened.resolver)


def begun(opened: Installation) -> Officer:
    """Return whoever opened the installation, signed in."""
    marie, code = Officer(opened), first_account.link(opened)
    answer = marie.post(f"/premiere-ouverture/{code}", MARIE)
    assert answer.headers["location"] == "/reglages/organisation?premiere=1"
    marie.token = answer.cookies["relais"]
    return marie


def test_the_link_serves_once_and_gives_every_right(fresh: Installation) -> None:
    """And there is none once somebody has an account."""
    first, second = first_account.link(fresh), first_account.link(fresh)
    marie = Officer(fresh)

    assert marie.get(f"/premiere-ouverture/{first}").status_code == 410
    assert "Bienvenue dans Relais" in marie.get(f"/premiere-ouverture/{second}").text
    assert marie.post(f"/premiere-ouverture/{second}", MARIE).status_code == 303
    assert marie.post(f"/premiere-ouverture/{second}", MARIE).status_code == 410
    assert first_account.link(fresh) is None
    assert len(users.listed(fresh)) == 1


def test_a_weak_password_is_refused_and_the_rest_is_kept(fresh: Installation) -> None:
    """The link still serves."""
    code = first_account.link(fresh)
    answer = Officer(fresh).post(f"/premiere-ouverture/{code}", MARIE | {"password": "marie"})

    assert answer.status_code == 422
    assert 'value="Marie Exemple"' in answer.text
    assert "12 caractères au moins" in answer.text
    assert not users.any_(fresh)


def test_six_steps_lead_to_the_first_article(fresh: Installation) -> None:
    """The last three may wait, and then stand on « Accueil »."""
    marie = begun(fresh)
    sender = marie.post("/reglages/organisation?premiere=1", LETTER).headers["location"]
    server = marie.post(sender, SENDER).headers["location"]

    assert server == "/reglages/serveur?premiere=1"
    assert 'href="/reglages/retours?premiere=1"' in marie.get(server).text
    assert 'href="/articles/nouveau"' in marie.get("/reglages/couleurs?premiere=1").text
    assert getting_started.missing(fresh) == (Step.MAIL_SERVER, Step.MAILBOX, Step.LOOK)
    assert "Indiquez le serveur d’envoi" in marie.get("/").text


def test_a_mail_server_is_kept_once_it_took_a_letter(fresh: Installation, server: Sink) -> None:
    """Everything that runs from then on uses it, this server at once."""
    marie = begun(fresh)
    marie.post("/reglages/organisation", LETTER)
    marie.post("/reglages/expediteur", SENDER)
    port = server.url.rpartition(":")[2]
    asked = {"security": "smtp", "host": "127.0.0.1", "port": port, "base_url": "https://lettre.example"}
    assert marie.post("/reglages/serveur", asked).status_code == 303

    kept = stored_settings.overlaid(fresh.settings, fresh.database, fresh.keyring)
    assert kept.smtp_url == SecretStr(f"smtp://127.0.0.1:{port}")
    assert kept.base_url == "https://lettre.example"
    assert marie.application.reader.pages.state.installation.settings.base_url == "https://lettre.example"
    assert server.received == {MARIE["email"]: 1}


def test_a_server_that_does_not_answer_is_not_kept(fresh: Installation) -> None:
    """The page says why, beside the server, and keeps what was typed."""
    marie = begun(fresh)
    marie.post("/reglages/expediteur", SENDER)
    server = {"security": "smtp", "host": "127.0.0.1", "port": "1", "base_url": "http://127.0.0.1:8000"}
    answer = marie.post("/reglages/serveur", server)

    assert answer.status_code == 422
    assert 'id="error-host"' in answer.text
    assert stored_settings.overlaid(fresh.settings, fresh.database, fresh.keyring).smtp_url is None


def test_colours_that_cannot_be_read_are_refused(fresh: Installation) -> None:
    """White on white; and what was chosen before stays."""
    marie = begun(fresh)
    answer = marie.post("/reglages/couleurs", {"brand": "#fefefe", "accent": "#9c3d22"})

    assert answer.status_code == 422
    assert 'id="error-brand"' in answer.text
    assert marie.post("/reglages/couleurs", {"brand": "#0b3c5d", "accent": "#9c3d22"}).status_code == 303


def test_an_address_that_cannot_be_one_stands_beside_its_field(fresh: Installation) -> None:
    """Not beside the name, to which the verb ties it."""
    answer = begun(fresh).post("/reglages/expediteur", SENDER | {"address": "lettre"})

    assert 'id="error-address"' in answer.text
    assert imprints.listed(fresh)[0].imprint.sender == ""
