"""From an empty installation to a trial letter, as somebody does it who has only a browser and a Word file."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import playwright.sync_api as playwright
from playwright.sync_api import expect

from accounts import first_account
from campaigns.editorial import publications
from runtime.installation import Installation
from tests.servers import Sink
from tests.web.browser import conftest as browsing
from web.console import bundling

_MANY = 6


def word_file(folder: Path) -> Path:
    """Return six articles as a contributor sends them."""
    made = docx.Document()
    for number in range(1, _MANY + 1):
        made.add_heading(f"Le bus de l’emploi, épisode {number}", 1)
        made.add_paragraph("Un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes.")
        made.add_paragraph("Premier rendez-vous", style="List Bullet")
    made.save(str(folder / "lettre.docx"))
    return folder / "lettre.docx"


def test_a_first_issue_of_six_articles_is_written_and_tried_out(
    opened: Installation, site: str, server: Sink, chromium: playwright.Browser, tmp_path: Path
) -> None:
    """Every step by its button: the account, the letter, its servers, the articles, the issue, the trial."""
    bundling.make()
    with opened.database.transaction() as session:
        publications.ensure(session)
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
    page = context.new_page()
    _first_run(page, f"/premiere-ouverture/{first_account.link(opened)}", server.url.rpartition(":")[2])
    _articles(page, word_file(tmp_path))
    _issue(page)

    page.get_by_role("link", name="Essai").click()
    page.get_by_role("button", name="M’envoyer un essai").click()
    expect(page.get_by_role("status").first).to_contain_text("1 adresse")
    assert server.received == {"marie@partenariat.example": 2}
    assert b"Subject: [Essai] Recruter sans CV" in server.letters["marie@partenariat.example"]
    assert browsing.overflow(page) == 0
    context.close()


def _first_run(page: playwright.Page, address: str, port: str) -> None:
    page.goto(address)
    page.get_by_label("Votre nom").fill("Marie Exemple")
    page.get_by_label("Votre adresse électronique").fill("marie@partenariat.example")
    page.get_by_label("Choisissez un mot de passe").fill("quatre grands platanes")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Organisme qui la publie").fill("Le partenariat")
    page.get_by_label("Adresse postale").fill("1, rue de l’Exemple\n75000 Paris")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Adresse électronique de la lettre").fill("lettre@partenariat.example")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Serveur", exact=True).fill("127.0.0.1")
    page.get_by_label("Liaison").select_option("smtp")
    page.get_by_label("Port").fill(port)
    page.get_by_role("button", name="M’envoyer une lettre d’essai").click()
    page.get_by_role("link", name="Plus tard").click()
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/articles/nouveau$"))


def _articles(page: playwright.Page, file: Path) -> None:
    page.goto("/articles")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_role("button", name=f"Créer {_MANY} articles").click()
    expect(page).to_have_url(re.compile("/articles.etat=brouillon$"))
    for number in range(1, _MANY + 1):
        page.goto(f"/articles/{number}")
        page.get_by_role("button", name="Marquer comme prêt").click()
        expect(page.get_by_role("status").first).to_contain_text("Article prêt")


def _issue(page: playwright.Page) -> None:
    page.goto("/numeros/nouveau")
    page.get_by_label("Objet de la lettre").fill("Recruter sans CV")
    page.get_by_label("Date imprimée sur la lettre").fill("2026-12-08")
    page.get_by_role("button", name="Commencer le numéro 1").click()
    page.get_by_text(f"Ajouter un article prêt ({_MANY})").click()
    for box in page.locator("details[open] input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Placer dans").click()
    letter = page.frame_locator("iframe").first
    expect(letter.get_by_text("Le bus de l’emploi, épisode 1").first).to_be_visible()
