"""The parts of the console's look in a real browser: with every width, light and dark, and by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socket import socket

import playwright.sync_api as playwright
import pytest
import uvicorn

from tests.web.browser.conftest import faults, overflow
from tests.web.console import gallery
from web.console import bundling

#: As wide as a small telephone, a tablet, a computer.
WIDTHS = (320, 768, 1280)
#: Says what a finger could miss (WCAG 2.5.8; links in a sentence and what is not shown are left out).
_SMALL = """() => [...document.querySelectorAll("main :is(button, summary, input, select), .menu a, .menu button")]
    .filter(e => e.checkVisibility() && !e.closest("iframe"))
    .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 24 || box.width < 24)).map(([html]) => html)"""


@pytest.fixture
def shown(door: socket) -> Iterator[str]:
    """Where the gallery is."""
    bundling.make()
    server = uvicorn.Server(uvicorn.Config(gallery.application(), log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{door.getsockname()[1]}/gallery"
    server.should_exit = True
    thread.join()


@pytest.fixture
def strict(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """A window in which the policy of the page holds."""
    context = chromium.new_context(viewport={"width": WIDTHS[0], "height": 800}, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", gallery.NAMES)
def test_every_part_fits_and_passes_axe(shown: str, page: playwright.Page, name: str) -> None:
    """Nothing is wider than a small telephone, nothing is unreadable in the dark, nothing is too small for a finger."""
    for width, theme in zip(WIDTHS, ("light", "dark", "light"), strict=True):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{shown}/{name}?theme={theme}")

        assert overflow(page) == 0, width
        assert page.evaluate(_SMALL) == [], width
        assert faults(page) == [], (width, theme)


def test_nothing_of_the_look_offends_the_policy(shown: str, strict: playwright.Page) -> None:
    """No style and no script within a page, no font from elsewhere; what is not Latin is not loaded."""
    said: list[str] = []
    strict.on("console", lambda message: said.append(message.text))
    for name in gallery.NAMES:
        strict.goto(f"{shown}/{name}", wait_until="networkidle")
    loaded = strict.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")

    assert [text for text in said if "violates" in text] == []
    assert "Source Sans 3" in " ".join(loaded)


def test_the_menu_is_reached_at_every_width(shown: str, strict: playwright.Page) -> None:
    """Behind a button on a telephone, which Escape closes; at the left on a computer; the skip link comes first."""
    strict.goto(f"{shown}/lists")
    menu = strict.get_by_role("navigation", name="Menu principal")
    playwright.expect(menu).to_be_hidden()
    strict.keyboard.press("Tab")
    playwright.expect(strict.get_by_role("link", name="Aller au contenu")).to_be_focused()
    strict.get_by_role("button", name="Menu").click()
    playwright.expect(menu.get_by_role("link", name="Articles")).to_have_attribute("aria-current", "page")
    strict.keyboard.press("Escape")
    playwright.expect(menu).to_be_hidden()

    strict.set_viewport_size({"width": 1280, "height": 800})
    playwright.expect(menu).to_be_visible()


def test_what_has_the_focus_is_always_seen(shown: str, strict: playwright.Page) -> None:
    """A ring of three pixels around whatever the tab key stops at."""
    strict.goto(f"{shown}/forms")
    bare = []
    for _press in range(24):
        strict.keyboard.press("Tab")
        ring = strict.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]; }""")
        if ring[1] == "none" or ring[2] < 3:
            bare.append(ring)

    assert bare == []
