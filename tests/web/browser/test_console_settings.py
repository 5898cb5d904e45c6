"""The first run, « Accueil » and « Réglages » on a small telephone, in the dark: sound, and no wider than it."""

from __future__ import annotations

import playwright.sync_api as playwright

from accounts import first_account, users
from accounts.roles import Role
from campaigns.editorial import publications
from runtime.installation import Installation
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling
from web.console.settings import steps

PATHS = ("/", "/reglages", *(one.path for one in steps.STOPS), f"{steps.STOPS[0].path}?premiere=1")


def test_every_page_of_the_settings_is_sound(
    opened: Installation, site: str, chromium: playwright.Browser
) -> None:  # fmt: skip
    """By axe, without and with an account; a form that is refused leads to its first mistake."""
    bundling.make()
    with opened.database.transaction() as session:
        publications.ensure(session)
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark",
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/premiere-ouverture/{first_account.link(opened)}")
    wrong = {"premiere-ouverture": browsing.faults(page), "width": browsing.overflow(page)}
    page.get_by_label("Votre nom").fill("Marie Exemple")
    page.get_by_label("Votre adresse électronique").fill("marie@partenariat.example")
    page.get_by_label("Choisissez un mot de passe").fill("marie")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("link", name="12 caractères au moins").click()
    assert page.evaluate("document.activeElement.id") == "password"
    assert not users.any_(opened)

    context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    for path in PATHS:
        page.goto(path)
        wrong[path] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
    context.close()

    assert {path: found for path, found in wrong.items() if found} == {}
