"""« Résultats » in a real browser: every page, wide and narrow, light and dark; an address corrected by keyboard."""

from __future__ import annotations

from typing import Literal

import playwright.sync_api as playwright

from accounts.roles import Role
from campaigns.acting.launching import Launched
from runtime.installation import Installation
from tests.campaigns.acting.following_up.conftest import over
from tests.campaigns.post.figures.conftest import campaign, click
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

__all__ = ["campaign", "over"]
PATH = "/envois/1/resultats"
PATHS = (PATH, f"{PATH}/renvoyer", f"{PATH}/interet", f"{PATH}/interet/lettre", f"{PATH}/numeros", f"{PATH}/corriger")


def test_the_results_are_sound_for_every_screen(
    opened: Installation, over: Launched, site: str, chromium: playwright.Browser
) -> None:
    """Axe finds nothing, nothing is too wide; the keyboard corrects an address and arrives at the departure."""
    bundling.make()
    with opened.database.transaction() as session:
        for _time in range(7):
            click(session, over, 1)
    token = Officer(opened, *Role).token
    wrong = {}
    schemes: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (browsing.NARROW, "dark"))
    for width, scheme in schemes:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=True, locale="fr-FR", base_url=site,
            color_scheme=scheme,
        )  # fmt: skip
        context.add_cookies([{"name": "relais", "value": token, "url": site}])
        page = context.new_page()
        for path in PATHS:
            page.goto(path)
            # The letter is a letter: it is as wide as letters are, and its own tests look at it.
            found = [] if path.endswith("/lettre") else browsing.faults(page)
            wide = 0 if path.endswith("/lettre") else browsing.overflow(page)
            wrong[path, width] = [*found, *([f"{wide} pixels"] if wide else [])]
        context.close()

    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR", base_url=site)
    context.add_cookies([{"name": "relais", "value": token, "url": site}])
    page = context.new_page()
    page.goto(PATH)
    page.locator("summary", has_text="Corriger l’adresse").last.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Nouvelle adresse").last.fill("nouvelle@exemple.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/envois/2")
    context.close()

    assert {where: found for where, found in wrong.items() if found} == {}
