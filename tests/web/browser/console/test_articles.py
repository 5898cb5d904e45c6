"""Articles in a real browser: what is typed is kept, seen in the letter, and never over somebody else."""

from __future__ import annotations

from collections.abc import Iterator

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts import sessions
from accounts.roles import Role
from campaigns.editorial import ingesting, item_writing, picture_library, received_files
from campaigns.editorial.item_files import Submission
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.editorial.test_picture_library import photo
from tests.campaigns.editorial.test_received_files import file
from tests.web.browser import conftest as browsing
from tests.web.browser.console.conftest import _REPORTS
from tests.web.console.officers import Officer

SAVED = "Enregistré à 10\u00a0h"


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """An officer who writes for a letter; article 1 waits."""
    with opened.database.transaction() as session:
        cast.publish(session)
    ingesting.bring(opened, [Submission("a.md", cast.ARTICLE.encode())], "shell:zoe")
    return Officer(opened, Role.WRITE)


@pytest.fixture
def desk(chromium: playwright.Browser, marie: Officer, site: str) -> Iterator[playwright.Page]:
    """Her window, under the policy of the console; the test fails when a page breaks it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    context.add_init_script(_REPORTS)
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    reports = page.evaluate("window.reports ?? []")
    context.close()
    assert (reports, failures) == ([], [])


def letter(page: playwright.Page) -> playwright.FrameLocator:
    """Return the letter beside the form."""
    return page.frame_locator("#lettre")


def test_what_is_typed_is_saved_and_seen_in_the_letter(desk: playwright.Page, opened: Installation) -> None:
    """R1: within seconds, without a button; her signs stay what she typed."""
    desk.goto("/articles/nouveau")
    desk.get_by_role("button", name="Commencer").click()
    expect(desk.get_by_role("textbox", name="Texte")).to_be_visible()
    desk.get_by_label("Titre", exact=True).fill("Le forum d’été")
    expect(letter(desk).get_by_text("Le forum d’été")).to_be_visible()
    desk.get_by_role("textbox", name="Texte").click()
    desk.keyboard.type("+ 12 % en 2009. Une hausse")
    expect(letter(desk).get_by_text("+ 12 % en 2009. Une hausse")).to_be_visible()
    expect(desk.get_by_text(SAVED)).to_be_visible()
    kept = item_writing.sheet(opened, 2)

    assert (kept.said["title"], kept.markdown.strip()) == ("Le forum d’été", "\\+ 12 % en 2009. Une hausse")


def test_an_ended_session_asks_for_the_password_and_then_saves(
    desk: playwright.Page, opened: Installation, marie: Officer
) -> None:
    """R2: nothing that was typed is lost, and the page says so."""
    desk.goto("/articles/1")
    expect(desk.get_by_role("textbox", name="Texte")).to_be_visible()
    sessions.end(opened, marie.token)
    desk.get_by_label("Chapô", exact=True).fill("Ce qui ne doit pas se perdre.")

    expect(desk.get_by_role("dialog", name="Votre session est finie")).to_be_visible()
    assert desk.get_by_label("Chapô", exact=True).input_value() == "Ce qui ne doit pas se perdre."


def test_somebody_else_s_text_stands_beside_hers(desk: playwright.Page, opened: Installation) -> None:
    """R5: she chooses; the other text stays in the history."""
    paul = Officer(opened, Role.WRITE, name="Paul Modèle")
    desk.goto("/articles/1")
    expect(desk.get_by_role("textbox", name="Texte")).to_be_visible()
    item_writing.written(opened, 1, {"title": "Le bus de Paul"}, None, 1, f"user:{paul.user_id}")
    desk.get_by_label("Titre", exact=True).fill("Le bus de Marie")
    dialog = desk.get_by_role("dialog", name="Quelqu’un a enregistré avant vous")
    expect(dialog).to_contain_text("Paul Modèle")
    expect(dialog).to_contain_text("Le bus de Paul")
    dialog.get_by_role("button", name="Enregistrer le vôtre").click()
    expect(desk.get_by_text(SAVED)).to_be_visible()
    desk.goto("/articles/1/historique")

    expect(desk.get_by_text("Paul Modèle")).to_be_visible()
    assert item_writing.sheet(opened, 1).said["title"] == "Le bus de Marie"


def test_a_word_file_becomes_drafts(desk: playwright.Page, opened: Installation) -> None:
    """Chosen in the list, cut, created, found again by a word of its text."""
    desk.goto("/articles")
    word: playwright.FilePayload = {
        "name": "envoi.docx",
        "mimeType": "application/octet-stream",
        "buffer": file().content,
    }
    desk.get_by_label("Un fichier Word à découper en articles").set_input_files(word)
    desk.get_by_role("button", name="Lire le fichier").click()
    expect(desk.get_by_role("button", name="Créer 3 articles")).to_be_visible()
    desk.get_by_label("Image 1").fill("Un carré vert")
    desk.get_by_role("button", name="Créer 3 articles").click()
    expect(desk.get_by_role("status").filter(has_text="3 brouillons créés.")).to_be_visible()
    desk.get_by_role("searchbox").fill("suite")

    expect(desk.get_by_role("link", name="Le guide")).to_be_visible()
    expect(desk.get_by_role("link", name="Le forum")).to_have_count(0)


def test_every_page_is_sound_at_every_width(
    chromium: playwright.Browser, opened: Installation, marie: Officer, site: str
) -> None:
    """Axe finds nothing, nothing sticks out, and each can be used without a script."""
    picture = picture_library.add(opened, File("forum.jpg", photo()), "user:1", {"alt": "Deux personnes"})
    item_writing.written(opened, 1, {"image": picture.name}, None, 1, "user:1")
    item_writing.blank(opened, "user:1")
    key = received_files.keep(opened, file())
    paths = (
        "/articles", "/articles/nouveau", "/articles/1", "/articles/1/historique", "/articles/1/typographie",
        "/articles/fichier", f"/articles/fichier/{key}", "/articles/corbeille", "/images?pour=1", "/images",
        f"/images/{picture.name}", "/documents",
    )  # fmt: skip
    context = chromium.new_context(locale="fr-FR", base_url=site, bypass_csp=True)
    context.add_cookies([{"name": "relais", "value": marie.token, "url": site}])
    page = context.new_page()
    found = []
    for path in paths:
        for width in (1280, browsing.NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            found += [(path, width, "sticks out")] if browsing.overflow(page) > 0 else []
        found += [(path, browsing.NARROW, one) for one in browsing.faults(page)]
    context.close()

    assert found == []
