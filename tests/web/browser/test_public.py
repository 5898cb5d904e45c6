"""The public pages as people with a telephone, a keyboard or a screen reader meet them."""

from __future__ import annotations

import playwright.sync_api as playwright
import pytest

from runtime.installation import Installation
from tests.campaigns.partnership.conventions import adopted
from tests.campaigns.post.archives.conftest import Publish, publish
from tests.web.browser.conftest import faults, overflow, stops

__all__ = ["publish"]
PAGES = ["/l/archives", "/l/archives?q=introuvable", "/l/a/1", "/l/numeros", "/l/mission-locale?cp=99999", "/l/nowhere"]


@pytest.fixture(autouse=True)
def _sent(opened: Installation, publish: Publish) -> None:
    """Issue 1 was sent, under a convention that asks for the page of the missions locales."""
    publish()
    adopted(opened)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, page: playwright.Page, scheme: str) -> None:
    """At 320 pixels, in light and in dark; nothing is wider than the window."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in PAGES:
        page.goto(site + path)

        assert faults(page) == [], path
        assert overflow(page) == 0, path


def test_the_archive_works_without_javascript(site: str, plain: playwright.Page) -> None:
    """Searched, found, opened, and the issue read."""
    plain.goto(f"{site}/l/archives")
    plain.get_by_label("Rechercher").fill("bus")
    plain.get_by_role("button", name="Chercher").click()
    plain.get_by_role("link", name="Le bus de l’emploi").click()

    assert plain.get_by_role("heading", level=1).inner_text() == "Le bus de l’emploi"
    plain.get_by_role("link", name="Lire le numéro").click()
    assert "Que conserver dans un dossier" in plain.content()


def test_the_keyboard_goes_everywhere_in_order(site: str, page: playwright.Page) -> None:
    """The first stop leads past the head; then head, form, articles."""
    page.goto(f"{site}/l/archives")
    reached = stops(page)

    assert reached[:2] == ["A Aller au contenu", "A La Lettre de la diversité"]
    assert reached.index("INPUT q") < reached.index("SELECT rubrique") < reached.index("A Le bus de l’emploi")


def test_the_first_stop_is_seen_and_leads_to_the_text(site: str, page: playwright.Page) -> None:
    """Whoever tabs sees where she is."""
    page.goto(f"{site}/l/archives")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Aller au contenu")

    assert (link.bounding_box() or {"x": -1})["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#contenu")


def test_a_page_loads_only_its_own(site: str, page: playwright.Page) -> None:
    """The browser asks nobody else, and complains of nothing."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES[:4]:
        page.goto(site + path)

    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []
