"""What sending needs: the server, the mailbox, the domain; what the machine sets is shown, and no secret comes back."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from pydantic import SecretStr

from accounts.roles import Role
from campaigns.acting import dkim_keys
from runtime import settings, stored_settings
from runtime.installation import Installation
from tests import cast
from tests.names import Names
from tests.servers import Sink
from tests.web.console.officers import Officer

SECRET = "un-secret-bien-garde"
FIXED: dict[str, Any] = {
    "smtp_url": SecretStr(f"smtp+starttls://marie:{SECRET}@smtp.exemple.example:587"),
    "mailbox_url": SecretStr(f"imaps://retours:{SECRET}@imap.exemple.example/INBOX"),
}


@pytest.fixture(autouse=True)
def _letter(opened: Installation) -> None:
    """One letter, of `charte.example`."""
    with opened.database.transaction() as session:
        cast.publish(session)


def test_what_a_variable_fixes_is_shown_disabled_and_named(opened: Installation) -> None:
    """And a form that is sent all the same changes nothing."""
    fixed = settings.Settings(data=opened.settings.data, base_url="https://lettre.example", **FIXED)
    marie = Officer(dataclasses.replace(opened, settings=fixed), Role.ADMINISTER)
    server, mailbox = marie.get("/reglages/serveur").text, marie.get("/reglages/retours").text

    for page, name in ((server, "RELAIS_SMTP_URL"), (server, "RELAIS_BASE_URL"), (mailbox, "RELAIS_MAILBOX_URL")):
        assert f"Fixé sur le serveur par {name}." in page
        assert "<fieldset" in page
        assert " disabled>" in page
    assert SECRET not in server + mailbox
    asked = {"host": "ailleurs.example", "username": "x", "security": "smtps", "password": "y"}
    assert marie.post("/reglages/retours", asked).status_code == 422
    marie.post("/reglages/serveur", asked)
    with opened.database.reading() as session:
        assert session.execute(stored_settings.TABLE.select()).all() == []


def test_a_fixed_server_sends_a_trial_letter_too(opened: Installation, server: Sink) -> None:
    """Whoever cannot change it learns whether it works."""
    fixed = settings.Settings(data=opened.settings.data, smtp_url=SecretStr(server.url))
    marie = Officer(dataclasses.replace(opened, settings=fixed), Role.ADMINISTER)

    assert marie.post("/reglages/serveur").status_code == 303
    assert server.received == {marie.email: 1}


def test_no_secret_that_was_typed_comes_back_in_a_page(opened: Installation) -> None:
    """It is sealed in the database, and no page of the settings shows it."""
    with opened.database.transaction() as session:
        for name, value in FIXED.items():
            stored_settings.keep(session, opened.keyring, name, value.get_secret_value())
    plain = settings.Settings(data=opened.settings.data)
    shown = stored_settings.overlaid(plain, opened.database, opened.keyring)
    assert shown.smtp_url == FIXED["smtp_url"]
    marie = Officer(dataclasses.replace(opened, settings=shown), *Role)
    pages = ["/reglages", "/reglages/serveur", "/reglages/retours", "/reglages/domaines", "/reglages/expediteur"]
    texts = [marie.get(path).text for path in pages]
    refused = marie.post("/reglages/serveur", {"security": "smtp", "host": "a b", "password": SECRET})

    assert "smtp.exemple.example" in texts[1]
    assert "imap.exemple.example" in texts[2]
    assert [path for path, text in zip(pages, texts, strict=True) if SECRET in text] == []
    assert refused.status_code == 422
    assert SECRET not in refused.text
    with opened.database.reading() as session:
        assert SECRET not in str(session.execute(stored_settings.TABLE.select()).all())


def test_the_domain_is_checked_in_words_with_the_records_to_copy(opened: Installation) -> None:
    """What stands, what is missing, and a message for whoever keeps the domain."""
    names = Names(txt={"charte.example": ["v=spf1 mx ~all"]})
    marie = Officer(dataclasses.replace(opened, resolver=names), Role.ADMINISTER)
    asked = names.asked.copy()
    before = marie.get("/reglages/domaines")
    assert names.asked == asked, "nobody is asked before somebody presses"
    assert "/reglages/domaines/charte.example" in before.text

    marie.post("/reglages/domaines/cle")
    marie.post("/reglages/domaines/cle")
    (key,) = dkim_keys.listed(opened)
    page = marie.get("/reglages/domaines/charte.example").text
    assert "en place" in page
    assert f"{key.selector}._domainkey.charte.example" in page
    assert "v=DMARC1; p=none; rua=mailto:postmaster@charte.example" in page
    assert "Message à transmettre" in page

    names.txt |= {one.name: [key.text] for one in key.records}
    names.txt["_dmarc.charte.example"] = ["v=DMARC1; p=none; rua=mailto:x@charte.example"]
    done = marie.get("/reglages/domaines/charte.example").text
    assert "Tout est publié" in done
    assert "Message à transmettre" not in done
    assert marie.get("/reglages/domaines/ailleurs.example").status_code == 404


def test_a_silent_dns_is_told_as_silence(opened: Installation) -> None:
    """And no record is asked for that may stand already."""
    marie = Officer(dataclasses.replace(opened, resolver=Names(is_silent=True)), Role.ADMINISTER)
    page = marie.get("/reglages/domaines/charte.example").text

    assert "Le DNS ne répond pas" in page
    assert "À publier" not in page
