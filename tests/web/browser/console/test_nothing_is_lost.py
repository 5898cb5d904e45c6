"""What an officer is promised, tried as it happens: the window dies (R1), the session ends (R2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts import sessions, users
from accounts.roles import Role
from campaigns.editorial import item_writing
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PASSWORD = "quatre mots bien choisis"
#: Milliseconds after the last key within which every word is on the server.
KILLED = 4_000


@pytest.fixture
def marie(opened: Installation, tmp_path: Path) -> Officer:
    """An officer with a password, in an installation with one issue."""
    cast.stage(opened, tmp_path)
    made = Officer(opened, Role.WRITE)
    users.choose_password(opened, made.user_id, PASSWORD, "test")
    made.token = sessions.begin(opened, made.user_id, device="Firefox", network="")
    return made


@pytest.fixture
def desk(chromium: playwright.Browser, marie: Officer, site: str) -> Iterator[playwright.Page]:
    """Her window."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    yield context.new_page()
    context.close()


def test_a_window_that_dies_four_seconds_after_the_last_key_costs_no_word(
    desk: playwright.Page, opened: Installation
) -> None:
    """R1: the answer of the server came before; whatever it said, nothing was asked of the window when it died."""
    desk.goto("/articles/1")
    desk.locator("form[data-started] .ProseMirror p").first.click()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Et le dernier mot : éléphant.")
    with desk.expect_response(_has_saved, timeout=KILLED):
        desk.get_by_label("Chapô", exact=True).fill("Écrit juste avant la panne.")
    with pytest.raises(playwright.Error):
        desk.goto("chrome://crash")
    kept = item_writing.sheet(opened, 1)

    assert "éléphant" in kept.markdown
    assert kept.said["intro"] == "Écrit juste avant la panne."


def test_an_ended_session_is_begun_again_over_the_page_and_every_word_is_saved(
    desk: playwright.Page, opened: Installation, marie: Officer
) -> None:
    """R2: the wrong password first, then hers; the page never goes away, and its session is a new one."""
    desk.goto("/articles/1")
    desk.locator("form[data-started] .ProseMirror p").first.click()
    desk.evaluate("window.same = true")
    sessions.end(opened, marie.token)
    desk.keyboard.type("Jamais perdu. ")
    box = desk.get_by_role("dialog", name="Votre session est finie")
    box.get_by_label("Mot de passe").fill("un tout autre mot")
    box.get_by_role("button", name="Se connecter et enregistrer").click()
    expect(box.get_by_role("alert")).not_to_be_empty()
    box.get_by_label("Mot de passe").fill(PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-saved]")).to_contain_text("Enregistré à")

    assert "Jamais perdu." in item_writing.sheet(opened, 1).markdown
    assert desk.evaluate("window.same") is True
    assert {one["name"]: one["value"] for one in desk.context.cookies()}["relais"] != marie.token
    desk.goto("/articles/1")
    expect(desk.locator(".ProseMirror")).to_contain_text("Jamais perdu.")


def _has_saved(answer: playwright.Response) -> bool:
    """Tell whether an answer says that the last words were kept."""
    typed = answer.request.post_data or ""
    return answer.url.endswith("/articles/1") and answer.ok and "juste avant la panne" in typed
