"""The officer's manual in a browser: its pictures show the screens of today, and its pages are sound."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import playwright.sync_api as playwright

from accounts.roles import Role
from bench import manual_pictures
from runtime.installation import Installation
from tests.web.browser.conftest import faults, overflow
from tests.web.console.officers import Officer
from web.console import bundling


def test_the_pictures_show_the_screens_of_today(tmp_path: Path) -> None:
    """`python -m bench.manual_pictures` takes them anew."""
    bundling.make()

    def looked() -> dict[str, list[str]]:
        with manual_pictures.staged(tmp_path / "demo") as (opened, places):
            return manual_pictures.look(opened, places)

    with ThreadPoolExecutor(1) as beside:  # the driver of the other tests holds the event loop of this thread
        today = beside.submit(looked).result()

    assert today == json.loads(manual_pictures.SAID.read_text("utf-8"))


def test_its_pages_are_sound(opened: Installation, site: str, page: playwright.Page) -> None:
    """By axe, and no wider than a telephone; each screen leads to the page that speaks of it."""
    bundling.make()
    page.context.add_cookies([{"name": "relais", "value": Officer(opened, Role.READ).token, "url": site}])
    page.goto(f"{site}/articles")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Manuel").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Écrire un article"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert (faults(page), overflow(page)) == ([], 0)
    page.goto(f"{site}/manuel")
    assert (faults(page), overflow(page)) == ([], 0)
