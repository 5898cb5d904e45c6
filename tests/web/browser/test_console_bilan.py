"""« Bilan » in a real browser: the page and the document in its frame, wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import playwright.sync_api as playwright

from accounts.roles import Role
from runtime.installation import Installation
from tests.campaigns.partnership.bilan import year
from tests.clocks import MovableClock
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

PATHS = ("/convention/bilan", "/convention/bilan/apercu", "/convention/bilan?du=x")


def test_the_review_is_sound_for_every_screen(
    opened: Installation, clock: MovableClock, site: str, chromium: playwright.Browser, tmp_path: Path
) -> None:
    """Axe finds nothing, nothing is too wide; a status is corrected by keyboard, and the page says so."""
    bundling.make()
    year.lived(opened, clock, tmp_path)
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
            wrong[path, width] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
        page.goto("/convention/bilan")
        page.locator("summary", has_text="Corriger ce statut").first.focus()
        page.keyboard.press("Enter")
        page.get_by_label("Raison, telle qu’elle sera imprimée").first.fill("Vu par le comité.")
        page.get_by_role("button", name="Enregistrer la correction").first.press("Enter")
        assert page.get_by_role("status").inner_text().startswith("Statut corrigé.")
        context.close()

    assert {where: found for where, found in wrong.items() if found} == {}
