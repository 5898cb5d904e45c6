"""« Imports » and « Segments » in a browser: an Excel list comes in, and a segment is built of it, by keyboard."""

from __future__ import annotations

import playwright.sync_api as playwright

from accounts.roles import Role
from runtime import spreadsheets
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

IMPORTS, SEGMENTS = "/destinataires/imports", "/destinataires/segments"
HEAD = ("Prénom", "Nom", "Courriel", "Société", "Mémo")
ROWS = (
    ("Anne", "Martin", "anne@ombelle.example", "Ombelle", ""),
    ("Loïc", "Le Gall", "loic@brume.example", "Brume", "vu au salon"),
    ("Zoé", "Œuvrard", "zoe brume.example", "Brume", ""),
)


def test_an_officer_imports_a_list_and_builds_a_segment(
    opened: Installation, site: str, chromium: playwright.Browser
) -> None:
    """Axe finds nothing on any page of the way, and nothing is too wide for a telephone."""
    bundling.make()
    with opened.database.transaction() as session:
        cast.publish(session)
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark",
    )  # fmt: skip
    context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    page = context.new_page()
    wrong: dict[str, list[str]] = {}

    def judge() -> None:
        wrong[page.url] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]

    page.goto(IMPORTS)
    judge()
    page.get_by_role("link", name="Importer un fichier").press("Enter")
    page.get_by_label("Le fichier").set_input_files(
        {"name": "liste.xlsx", "mimeType": "application/octet-stream",
         "buffer": spreadsheets.xlsx([spreadsheets.Table("Feuil1", HEAD, ROWS)])}
    )  # fmt: skip
    page.get_by_role("radio", name="Des personnes noms").press("Space")
    judge()
    page.get_by_role("button", name="Lire le fichier").press("Enter")
    playwright.expect(page.get_by_label("Courriel")).to_have_value("email")
    page.get_by_label("D’où viennent ces adresses").fill("le salon du 12 mars")
    judge()
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_text("Colonne « Société » : 2 valeurs refusées")).to_be_visible()
    judge()
    page.get_by_role("button", name="Créer les organisations inconnues").press("Enter")
    playwright.expect(page.get_by_role("link", name="Télécharger la ligne à corriger")).to_be_visible()
    page.get_by_role("button", name="Importer 2 personnes").press("Enter")
    playwright.expect(page.get_by_text("L’import est terminé.")).to_be_visible()
    judge()

    page.goto(SEGMENTS)
    judge()
    page.get_by_role("link", name="Construire un segment").press("Enter")
    playwright.expect(page.locator("form[data-module]").first).to_have_attribute("data-started", "filter")
    page.get_by_label("Condition 1", exact=True).select_option("nom")
    page.get_by_label("son nom contient", exact=True).and_(page.locator("input")).fill("omb")
    playwright.expect(page.locator("#compte")).to_contain_text("1 personne")
    playwright.expect(page.locator("#compte")).to_contain_text("Anne Martin")
    judge()
    page.get_by_role("button", name="Ajouter une condition").press("Enter")
    playwright.expect(page.get_by_label("Condition 2", exact=True)).to_be_visible()
    page.get_by_role("button", name="Retirer la condition 2").press("Enter")
    playwright.expect(page.get_by_label("Condition 2", exact=True)).to_have_count(0)
    page.get_by_label("Nom du segment").fill("Les Ombelle")
    page.get_by_role("button", name="Enregistrer le segment").press("Enter")
    playwright.expect(page.get_by_role("heading", name="Les Ombelle")).to_be_visible()
    judge()
    context.close()

    assert {where: found for where, found in wrong.items() if found} == {}
