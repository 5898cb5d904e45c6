"""« Numéros » in a real browser: every page at two widths for axe, and the letter in its frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from campaigns.editorial import issue_corrections, outlines, taking_over
from campaigns.editorial.issues import TitleLines
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

PAGES = (
    "/numeros", "/numeros/nouveau", "/numeros/1", "/numeros/1/regard?largeur=telephone",
    "/numeros/1/regard?vue=lecteur",
    "/numeros/1/controles", "/numeros/1/essai", "/numeros/corbeille", "/nouveau-message",
)  # fmt: skip


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """Issue 1 holds two articles, the second taken over, and one waits."""
    bundling.make()
    cast.stage(opened, tmp_path)
    begun = taking_over.begin(
        opened, TitleLines("Cinq", "Cinq"), opened.clock.now().date(), "test", keep=[1]
    )  # fmt: skip
    copy = begun.sections[0][1][0].id
    outlines.fill(opened, 1, [copy], "actions", "test")
    return opened


@pytest.fixture
def desk(chromium: playwright.Browser, staged: Installation, site: str) -> Iterator[playwright.Page]:
    """A window of an officer who writes."""
    marie = Officer(staged, Role.WRITE)
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    yield context.new_page()
    context.close()


def test_every_page_is_sound_at_every_width(chromium: playwright.Browser, staged: Installation, site: str) -> None:
    """Axe finds nothing, and nothing sticks out."""
    context = chromium.new_context(locale="fr-FR", base_url=site, bypass_csp=True)
    marie = Officer(staged, Role.WRITE)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    page = context.new_page()
    found = []
    for path in PAGES:
        for width in (1280, browsing.NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            found += [(path, width, "sticks out")] if browsing.overflow(page) > 0 else []
        found += [(path, browsing.NARROW, one) for one in browsing.faults(page)]
    context.close()

    assert found == []


def test_no_page_breaks_its_policy(desk: playwright.Page) -> None:
    """Neither the page nor the letter in its frame."""
    reports: list[str] = []
    desk.on("console", lambda said: reports.append(said.text) if said.type == "error" else None)
    for path in PAGES:
        desk.goto(path)
        desk.wait_for_load_state()

    assert reports == []


def test_articles_move_and_the_letter_follows(desk: playwright.Page) -> None:
    """« Monter » by keyboard, then by dragging: only the outline is replaced, the focus stays, and the page says so."""
    desk.goto("/numeros/1")
    letter = desk.frame_locator("#lettre")
    expect(letter.locator("#p-item-1")).to_be_visible()
    first = desk.locator(".plan-item").first
    expect(first).to_have_attribute("data-item", "1")
    desk.evaluate("window.same = true")
    desk.locator("#monter-2").press("Enter")

    expect(first).to_have_attribute("data-item", "2")
    expect(desk.locator("#status")).to_contain_text("L’article est monté.")
    assert desk.evaluate("window.same") is True
    assert desk.evaluate("document.activeElement.id") == "monter-2"
    top = letter.locator("[id^='p-']").first
    expect(top).to_have_attribute("id", "p-item-2")

    grip, place = desk.locator("[data-item='2'] [data-handle]"), desk.locator("[data-item='1']")
    grip.hover()
    desk.mouse.down()
    box = place.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 20, box["y"] + box["height"] - 4, steps=8)
    desk.mouse.up()
    expect(first).to_have_attribute("data-item", "1")
    expect(top).to_have_attribute("id", "p-item-1")


def test_a_link_of_the_letter_says_where_it_leads(desk: playwright.Page) -> None:
    """Nothing is opened from the frame."""
    desk.goto("/numeros/1")
    desk.frame_locator("#lettre").get_by_role("link", name="Lire le récit du bus").first.click()

    expect(desk.locator("[data-leads]")).to_be_visible()
    assert desk.url.endswith("/numeros/1")


def test_the_lines_save_by_themselves_and_sections_are_dragged(desk: playwright.Page, staged: Installation) -> None:
    """The inbox and the letter follow what was saved; a section goes where it is dropped, its articles with it."""
    issue_corrections.move(staged, 1, 2, 1, "test", section="tool")
    desk.goto("/numeros/1")
    letter = desk.frame_locator("#lettre")
    expect(letter.locator("#p-item-1")).to_be_visible()
    desk.get_by_label("Date imprimée").fill("2009-12-01")
    desk.get_by_label("Objet de la lettre").fill("Recruter autrement")

    expect(desk.locator("[data-saved]")).to_contain_text("Enregistré à")
    expect(desk.locator(".inbox-subject")).to_have_text("Recruter autrement")
    expect(letter.locator("body")).to_contain_text("décembre 2009")
    assert outlines.show(staged, 1).subject == "Recruter autrement"

    sections = desk.locator(".plan-section")
    expect(sections.first).to_have_attribute("data-item", "actions")
    desk.locator("[data-item='tool'] > .plan-head [data-handle]").hover()
    desk.mouse.down()
    box = sections.first.bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 20, box["y"] + 4, steps=8)
    desk.mouse.up()
    expect(sections.first).to_have_attribute("data-item", "tool")
    expect(desk.locator("#status")).to_contain_text("L’ordre des rubriques est changé.")
    expect(letter.locator("[id^='p-']").first).to_have_attribute("id", "p-item-2")
