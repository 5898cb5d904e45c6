"""The rest of the settings: rhythms, terms, partners, texts, the form; each is said in words, kept, and recorded."""

from __future__ import annotations

import io
from datetime import date

import PIL.Image
import pytest

from accounts.roles import Role
from campaigns.acting import provider_treatment
from campaigns.acting.retention import all_terms
from campaigns.editorial import imprints, partner_identities
from runtime.installation import Installation
from tests import audited, cast
from tests.web.console.officers import Officer


def _picture() -> bytes:
    held = io.BytesIO()
    PIL.Image.new("RGB", (40, 20)).save(held, "png")
    return held.getvalue()


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """Somebody who administers an installation with one letter."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return Officer(opened, Role.ADMINISTER)


def test_a_rhythm_is_changed_in_words_and_goes_back_to_the_advised_one(opened: Installation, marie: Officer) -> None:
    """An empty field is no limit; a decimal comma is one."""
    said = {"connections": "1", "letters": "", "per_second": "0,5"}
    page = marie.follow(marie.post("/reglages/messageries/orange", said)).text
    assert "1 connexion à la fois, 0,5 par seconde" in page
    assert "changé" in page
    assert 'value="0,5"' in marie.get("/reglages/messageries/orange").text

    back = marie.follow(marie.post("/reglages/messageries/orange/conseil")).text
    orange = next(one for one in provider_treatment.listed(opened) if one.name == "orange")
    assert "2 connexions à la fois, 100 lettres par connexion" in back
    assert orange.is_advised
    assert [act for act, _details in audited.acts(opened, f"user:{marie.user_id}") if act == "provider.changed"] == [
        "provider.changed"
    ] * 2
    assert marie.post("/reglages/messageries/orange", {"per_second": "nan"}).status_code == 422
    assert marie.post("/reglages/messageries/orange", {"connections": "-1"}).status_code == 422
    assert marie.get("/reglages/messageries/nulle-part").status_code == 404
    assert marie.post("/reglages/messageries/all", {"per_second": "20", "connections": "3"}).status_code == 303


def test_a_term_is_set_between_its_bounds_and_for_one_list(opened: Installation, marie: Officer) -> None:
    """What the law bears is refused in words; what is fixed has no page."""
    imprints.add(opened, "Le Flash", "test")
    refused = marie.post("/reglages/conservation/contact", {"value": "37", "liste-0": "", "liste-1": ""})
    assert refused.status_code == 422
    assert "de 1 à 36\u00a0mois est attendu" in refused.text.lower()

    marie.post("/reglages/conservation/contact", {"value": "24", "liste-0": "", "liste-1": "12"})
    kept = all_terms.show(opened, "contact")
    assert (kept.value, dict(kept.by_list)) == (24, {"Le Flash": 12})
    assert "24\u00a0mois, Le Flash\u00a0: 12\u00a0mois" in marie.get("/reglages/conservation").text
    assert marie.post("/reglages/conservation/contact", {"value": "24", "liste-1": "douze"}).status_code == 422
    marie.post("/reglages/conservation/contact", {"value": "24", "liste-0": "", "liste-1": ""})
    assert all_terms.show(opened, "contact").by_list == {}
    assert [marie.get(f"/reglages/conservation/{name}").status_code for name in ("bin", "log", "rien")] == [404] * 3


def test_a_partner_is_added_then_renamed_from_a_day_on(opened: Installation, marie: Officer) -> None:
    """Both names are shown with their days; a logo needs words and a site."""
    cnml = {"code": "cnml", "name": "CNML", "since": "2024-01-01", "url": "cnml.example"}
    logo = {"logo": ("logo.png", _picture(), "image/png")}
    assert marie.post("/reglages/partenaires/nouveau", cnml, files=logo).status_code == 422
    assert marie.post("/reglages/partenaires/nouveau", cnml | {"url": "https://cnml.example"}).status_code == 303
    again = marie.post("/reglages/partenaires/nouveau", cnml)
    assert 'id="error-code"' in again.text

    renamed = {"name": "Union des missions", "since": "2026-01-01", "url": "", "logo_alt": "Union"}
    marie.post("/reglages/partenaires/cnml", renamed)
    assert [(one.name, one.since) for one in partner_identities.listed(opened)] == [
        ("Union des missions", date(2026, 1, 1)), ("CNML", date(2024, 1, 1)),
    ]  # fmt: skip
    page = marie.get("/reglages/partenaires/cnml").text
    assert "depuis le 1er\u00a0janvier 2026" in page
    early = marie.post("/reglages/partenaires/cnml", renamed | {"since": "2020-01-01"})
    assert 'id="error-since"' in early.text
    assert marie.get("/reglages/partenaires/inconnu").status_code == 404

    before = marie.post("/reglages/partenaires/cnml/fin", {"until": "2025-12-31"})
    assert 'id="error-until"' in before.text
    assert marie.post("/reglages/partenaires/cnml/fin", {"until": "2026-06-30"}).status_code == 303
    assert partner_identities.listed(opened)[0].until == date(2026, 6, 30)
    assert "datées d’après le 30\u00a0juin 2026" in marie.get("/reglages/partenaires/cnml").text


def test_a_form_is_opened_and_what_another_site_pastes_works_from_there(opened: Installation, marie: Officer) -> None:
    """Plain HTML, sent from elsewhere without a cookie, asks for a confirmation."""
    refused = marie.post("/reglages/formulaire", {"name": "Ma Lettre"})
    assert 'id="error-name"' in refused.text
    page = marie.follow(marie.post("/reglages/formulaire", {"name": "lettre"})).text
    assert "&lt;form action=&#34;http://127.0.0.1:8000/l/s/lettre&#34; method=&#34;post&#34;" in page
    assert "L’adresse publique de Relais n’est pas encore réglée." in page

    elsewhere = {"Origin": "https://site.example", "Sec-Fetch-Site": "cross-site"}
    stranger = Officer(opened)
    answer = stranger.post("/l/s/lettre", {"email": "camille@exemple.example"}, headers=elsewhere)
    assert answer.status_code == 200
    assert "Regardez votre messagerie" in answer.text

    closed = marie.follow(marie.post("/reglages/formulaire", {"fermer": "1"})).text
    assert "Le formulaire est fermé." in closed
    assert stranger.get("/l/s/lettre").status_code == 404


def test_the_legal_texts_are_those_that_readers_read(opened: Installation, marie: Officer) -> None:
    """Word for word, and they follow what is set."""
    imprints.change(opened, imprints.Change(form="lettre", director="Camille Exemple", basis="consent"), "test")
    page, stranger = marie.get("/reglages/textes").text, Officer(opened)
    why, form = stranger.get("/l/pourquoi").text, stranger.get("/l/s/lettre").text

    for sentence in ("direction de la publication : Camille Exemple", "votre consentement (RGPD"):
        assert sentence in page.replace("\u00a0", " ")
        assert sentence in why.replace("\u00a0", " ")
    shown = form[form.index("<section>") : form.index("</section>")]
    assert shown in page


def test_an_archive_that_is_closed_lists_nothing(opened: Installation, marie: Officer) -> None:
    """No list, no feed, and no link to them; what does not ask about it keeps it so."""
    letter = {"name": "La Lettre", "publisher": "Le réseau", "postal": "1, rue A", "basis": "consent"}
    own = {"why": "", "first_number": "13", "archive": "fermees"}
    stranger, lists = Officer(opened), ("/l/archives", "/l/numeros", "/l/flux.atom")
    assert [stranger.get(path).status_code for path in lists] == [200] * 3

    assert marie.post("/reglages/organisation", letter | own | {"first_number": "0"}).status_code == 422
    assert marie.post("/reglages/organisation", letter | own).status_code == 303
    assert marie.post("/reglages/organisation?premiere=1", letter).status_code == 303
    kept = imprints.show(opened)
    assert (kept.first_number, kept.has_archive) == (13, False)
    later = Officer(opened)
    assert [later.get(path).status_code for path in lists] == [404] * 3
    front = later.get("/l/")
    assert front.status_code == 200
    assert "/l/archives" not in front.text
