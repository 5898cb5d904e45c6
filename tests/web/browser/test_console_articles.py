"""An article in a real browser, on the real server: it saves by itself, its block follows, and its session may end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts import sessions
from accounts.roles import Role
from campaigns.editorial import item_writing
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """A few articles."""
    bundling.make()
    cast.stage(opened, tmp_path)
    return opened


@pytest.fixture
def marie(staged: Installation) -> Officer:
    """Somebody who writes."""
    return Officer(staged, Role.WRITE)


@pytest.fixture
def desk(chromium: playwright.Browser, marie: Officer, site: str) -> Iterator[playwright.Page]:
    """Her window."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    page = context.new_page()
    reports: list[str] = []
    page.on("console", lambda said: reports.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert reports == []


def _typed(opened: Installation) -> str:
    return item_writing.sheet(opened, 1).markdown


def test_what_is_typed_is_saved_and_shown(desk: playwright.Page, staged: Installation) -> None:
    """The words are on the server without a button, and in the block beside."""
    desk.goto("/articles/1")
    paper = desk.locator(".ProseMirror")
    paper.locator("p").first.click()
    desk.keyboard.press("Home")
    desk.keyboard.type("+ 12 % de parrainages. ")
    expect(desk.frame_locator("#lettre").get_by_text("+ 12 % de parrainages.")).to_be_visible()
    expect(desk.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert "+ 12 % de parrainages." in _typed(staged).replace("\u00a0", " ").replace("\\", "")
    assert browsing.faults(desk) == []


def test_a_session_that_ends_costs_no_word(desk: playwright.Page, staged: Installation, marie: Officer) -> None:
    """The dialog comes over the page, and the words stay in it."""
    desk.goto("/articles/1")
    desk.locator(".ProseMirror p").first.click()
    sessions.end(staged, marie.token)
    desk.keyboard.type("Jamais perdu. ")
    box = desk.get_by_role("dialog", name="Votre session est finie")
    expect(box).to_be_visible()
    assert box.get_by_label("Adresse électronique").input_value() == marie.email
    expect(desk.locator("[data-saved]")).to_contain_text("Vos mots sont gardés ici.")
    expect(desk.locator(".ProseMirror")).to_contain_text("Jamais perdu.")


def test_two_tabs_do_not_overwrite_each_other(desk: playwright.Page, staged: Installation) -> None:
    """The second save shows both texts."""
    other = desk.context.new_page()
    for page in (desk, other):
        page.goto("/articles/1")
        page.locator("form[data-started~=autosave]").wait_for()
    desk.get_by_label("Chapô").fill("Celui de la première fenêtre.")
    expect(desk.locator("[data-saved]")).to_contain_text("Enregistré à")
    other.get_by_label("Chapô").fill("Celui de la seconde fenêtre.")
    box = other.get_by_role("dialog", name="Quelqu’un a enregistré avant vous")
    expect(box).to_contain_text("Celui de la première fenêtre.")
    box.get_by_role("button", name="Enregistrer le vôtre").click()
    expect(other.locator("[data-saved]")).to_contain_text("Enregistré à")
    assert item_writing.sheet(staged, 1).said["intro"] == "Celui de la seconde fenêtre."
