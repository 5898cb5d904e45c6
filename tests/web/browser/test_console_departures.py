"""A departure in a real browser: it counts, it tells as it happens, it works by keys and without a script."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from accounts.roles import Role
from campaigns.acting import launching, sending, steering
from campaigns.acting.departing import moments
from runtime import settings
from runtime.clock import Clock
from runtime.database import Database
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast, servers
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

HERE = "/envois/1"


@pytest.fixture
def opened(
    database: Database, keyring: Keyring, server: servers.Sink, tmp_path: Path, door: socket.socket
) -> Installation:
    """An installation at the true time, that sends to a running server."""
    bundling.make()
    base_url = f"http://127.0.0.1:{door.getsockname()[1]}"
    set_ = settings.load(data=tmp_path, base_url=base_url, smtp_url=server.url, smtp_connections=3)
    found = Installation(set_, database, keyring, Clock())
    cast.stage(found, tmp_path)
    return found


@pytest.fixture
def token(opened: Installation) -> str:
    """The session of somebody who may send."""
    return Officer(opened, Role.SEND).token


def window(chromium: playwright.Browser, site: str, token: str, *, has_script: bool) -> playwright.BrowserContext:
    """Return a window of that person, in the dark."""
    made = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark", java_script_enabled=has_script,
    )  # fmt: skip
    made.add_cookies([{"name": "relais", "value": token, "url": site}])
    return made


@pytest.fixture
def marie(opened: Installation, site: str, token: str, chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """Her window, closed before the server is."""
    made = window(chromium, site, token, has_script=True)
    yield made.new_page()
    made.close()


@pytest.fixture
def plain(opened: Installation, site: str, token: str, chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """Another of hers, without JavaScript."""
    made = window(chromium, site, token, has_script=False)
    yield made.new_page()
    made.close()


def checked(page: playwright.Page) -> list[str]:
    """Return what is wrong with the page that is shown."""
    wide = browsing.overflow(page)
    return [*browsing.faults(page), *([f"{wide} pixels"] if wide else [])]


def test_a_departure_is_watched_from_its_countdown_to_its_end(opened: Installation, marie: playwright.Page) -> None:
    """Nobody reloads: another person pauses it, it goes on, letters leave, one is refused, it ends."""
    launching.launch(opened, launching.Order(1, grace=300 + moments.MARGIN + 8), "test")
    marie.goto(HERE)
    timer = marie.get_by_role("timer")
    shown = timer.inner_text()
    playwright.expect(timer).not_to_have_text(shown)
    playwright.expect(marie.locator("#annonce")).to_have_text("Départ dans 5\u00a0min", timeout=20_000)
    wrong = {"waiting": checked(marie)}
    assert "BUTTON Annuler l’envoi" in browsing.stops(marie)

    steering.hasten(opened, 1, "test")
    steering.pause(opened, 1, "test")
    playwright.expect(marie.get_by_role("button", name="Reprendre l’envoi")).to_be_visible()
    wrong["paused"] = checked(marie)
    steering.resume(opened, 1, "test")
    playwright.expect(marie.get_by_role("button", name="Mettre en pause")).to_be_visible()
    wrong["sending"] = checked(marie)
    marie.goto(f"{HERE}/arreter")
    wrong["stop"] = checked(marie)
    marie.goto(HERE)

    with ThreadPoolExecutor(1) as engine:  # the browser's driver has the loop of this thread
        engine.submit(sending.send, opened, 1).result()
    playwright.expect(marie.get_by_role("heading", name="Envoyé : 4 sur 4 acceptées")).to_be_visible()
    wrong["finished"] = checked(marie)
    marie.goto("/envois")
    wrong["list"] = checked(marie)
    marie.goto(f"{HERE}/a-verifier")
    wrong["doubts"] = checked(marie)

    assert {name: found for name, found in wrong.items() if found} == {}


def test_it_is_cancelled_from_any_page_without_a_script(
    opened: Installation, plain: playwright.Page, server: servers.Sink
) -> None:
    """The page asks again by itself, and one press answers."""
    launching.launch(opened, launching.Order(1), "test")
    plain.goto(HERE)
    assert "Départ dans" in plain.get_by_role("heading", level=2).first.inner_text()
    assert plain.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]").count() == 1
    plain.goto("/articles")
    plain.get_by_role("button", name="Annuler l’envoi n°\u00a04").click()

    assert "Rien n’est parti." in plain.get_by_role("status").inner_text()
    assert not server.received
