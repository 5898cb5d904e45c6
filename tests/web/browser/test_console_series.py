"""What a letter does by itself, set on a small telephone in the dark: sound, and no wider than it."""

from __future__ import annotations

from pathlib import Path

import playwright.sync_api as playwright

from accounts.roles import Role
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

PATHS = ("/reglages/bienvenue", "/reglages/recapitulatif", "/numeros/1/second-objet")


def test_every_page_is_sound(opened: Installation, site: str, chromium: playwright.Browser, tmp_path: Path) -> None:
    """By axe; what is typed is seen in the letter beside."""
    bundling.make()
    cast.stage(opened, tmp_path)
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark",
    )  # fmt: skip
    context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    page = context.new_page()
    wrong = {}
    for path in PATHS:
        page.goto(path)
        wrong[path] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
    page.goto("/reglages/bienvenue")
    page.get_by_label("Objet").fill("Bienvenue à bord")
    page.frame_locator("#lettre").get_by_role("heading", name="Bienvenue à bord").wait_for()
    context.close()

    assert {path: found for path, found in wrong.items() if found} == {}
