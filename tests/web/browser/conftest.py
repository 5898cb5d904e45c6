"""A real browser and a real server: Chromium from the system's packages, the pages by uvicorn, SQLite."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import playwright.sync_api as playwright
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from runtime import settings
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests.clocks import MovableClock
from web import app

#: Chromium as root, in a container, that asks nobody for anything.
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: What has the focus: its element, and its name or its words.
_AT_REST = "Promise.allSettled(document.getAnimations().map(one => one.finished))"
_FOCUSED = """(e => e === document.body ? "" : e.tagName + " " + (e.name || e.textContent.trim()))
    (document.activeElement)"""
#: CSS pixels of a small telephone.
NARROW = 320


@pytest.fixture(scope="package")
def chromium() -> Iterator[playwright.Browser]:
    """The browser; for this package only, because its driver holds the event loop of the thread."""
    found = shutil.which("chromium")
    assert found, "Chromium is missing: apt-get install chromium"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def database(small: Database) -> Database:
    """SQLite alone: a browser does not see the difference."""
    return small


@pytest.fixture
def door() -> Iterator[socket.socket]:
    """Where the pages answer."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


@pytest.fixture
def opened(
    database: Database, clock: MovableClock, keyring: Keyring, tmp_path: Path, door: socket.socket
) -> Installation:
    """An installation whose letters lead to the server of this test."""
    base_url = f"http://127.0.0.1:{door.getsockname()[1]}"
    return Installation(settings.load(data=tmp_path, base_url=base_url), database, keyring, clock)


@contextmanager
def served(opened: Installation, door: socket.socket) -> Iterator[str]:
    """Serve the pages while it lasts, as `relais serve` does; what was clicked is recorded when it ends."""
    config = uvicorn.Config(app.application(opened), log_config=None, access_log=False, server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([door],), daemon=True)
    thread.start()
    try:
        yield opened.settings.base_url
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def site(opened: Installation, door: socket.socket) -> Iterator[str]:
    """Where the pages are."""
    with served(opened, door) as url:
        yield url


@pytest.fixture
def page(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """A narrow window with JavaScript: axe-core needs it, the pages do not."""
    context = chromium.new_context(viewport={"width": NARROW, "height": 700}, bypass_csp=True, locale="fr-FR")
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """A narrow window without JavaScript."""
    context = chromium.new_context(viewport={"width": NARROW, "height": 700}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def faults(page: playwright.Page) -> list[str]:
    """Return what axe-core finds on the page that is shown, of WCAG 2.1 A and AA and of good practice."""
    page.wait_for_load_state()  # a click returns when the next page begins, without its style
    page.evaluate(_AT_REST)  # a colour on its way from light to dark is nobody's contrast
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def overflow(page: playwright.Page) -> int:
    """Return by how many pixels the page is wider than its window (WCAG 1.4.10)."""
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def stops(page: playwright.Page, most: int = 60) -> list[str]:
    """Return where the tab key stops, in order, from the top of the page."""
    found: list[str] = []
    for _press in range(most):
        page.keyboard.press("Tab")
        at = str(page.evaluate(_FOCUSED))
        if not at:
            break
        found.append(at)
    return found
