"""« Accueil » in a real browser: what waits, the issue, the calendar as a table or a list; an absence by keyboard."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Literal

import playwright.sync_api as playwright

from accounts.roles import Role
from campaigns.acting.absences import noting
from campaigns.editorial import issues, publications
from runtime import clock
from runtime.installation import Installation
from tests import servers
from tests.web.browser import conftest as browsing
from tests.web.browser import test_console_replies as replies
from tests.web.console.officers import Officer
from web.console import bundling


def _lived(opened: Installation, server: servers.Sink, tmp_path: Path) -> None:
    """A campaign was sent and readers wrote back; the next issue is on the desk, a colleague is away."""
    replies._written(opened, server, tmp_path)
    with opened.database.transaction() as session:
        lines = issues.TitleLines("Apprendre un métier", "Apprendre un métier")
        issues.new(session, publications.chosen(session), lines, opened.clock.now())
    claire = Officer(opened, Role.WRITE, name="Claire Aubry")
    today = clock.today(opened.clock)
    noting.note(opened, claire.user_id, today + timedelta(2), today + timedelta(8), "test")


def test_the_first_page_is_sound_for_every_screen(
    opened: Installation, server: servers.Sink, site: str, chromium: playwright.Browser, tmp_path: Path
) -> None:
    """Axe finds nothing, nothing is too wide; one filled button; an absence is noted by keyboard and seen."""
    bundling.make()
    with ThreadPoolExecutor() as beside:  # the browser's driver holds the event loop of this thread
        beside.submit(_lived, opened, server, tmp_path).result()
    token = Officer(opened, *Role).token
    wrong = {}
    schemes: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (768, "dark"), (320, "dark"))
    for width, scheme in schemes:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=True, locale="fr-FR", base_url=site,
            color_scheme=scheme,
        )  # fmt: skip
        context.add_cookies([{"name": "relais", "value": token, "url": site}])
        page = context.new_page()
        page.goto("/")
        wrong[width] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
        assert page.locator("main .button.filled").count() == 1
        context.close()
    assert {where: found for where, found in wrong.items() if found} == {}

    context = chromium.new_context(base_url=site, locale="fr-FR", java_script_enabled=False)
    context.add_cookies([{"name": "relais", "value": token, "url": site}])
    page = context.new_page()
    page.goto("/")
    page.locator("summary", has_text="Noter une absence").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Premier jour").fill("2009-09-21")
    page.get_by_label("Dernier jour").fill("2009-09-25")
    page.get_by_role("button", name="Noter mon absence").press("Enter")
    assert page.get_by_role("status").inner_text().startswith("Absence notée")
    assert page.locator(".calendar li.absence", has_text="Marie Exemple").count() == 5
    context.close()
