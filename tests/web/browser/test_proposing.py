"""Proposing as a director with a telephone meets it: without a script, and sound on each page, by day and by night."""

from __future__ import annotations

import threading
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from accounts.roles import Role
from campaigns.acting import launching, sending
from campaigns.editorial import issues
from campaigns.partnership.proposals import links, views
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.partnership.proposals import contributors
from tests.campaigns.partnership.proposals.contributors import TYPED
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """Inès may propose."""
    cast.stage(opened, tmp_path)
    contributors.stage(opened)
    return opened


def fill(page: playwright.Page, photo: Path | None = None) -> None:
    """Fill the six fields."""
    page.get_by_label("Titre").fill(TYPED["title"])
    page.get_by_label("Date").fill(TYPED["day"])
    page.get_by_label("Lieu").fill(TYPED["place"])
    page.get_by_label("L’action en cinq lignes").fill(TYPED["text"])
    page.get_by_label("Une jeune personne est reconnaissable").check()
    page.get_by_label("Inviter le Secrétariat général").check()
    if photo:
        page.get_by_label("Le fichier, tel que").set_input_files(photo)


def test_six_fields_need_no_script(
    staged: Installation, site: str, plain: playwright.Page, tmp_path: Path
) -> None:  # fmt: skip
    """From the personal link to the receipt's question, answered; she finds her name written already."""
    photo = tmp_path / "bus.jpg"
    photo.write_bytes(contributors.photo((1200, 900)))
    plain.goto(f"{site}/l/proposer/{contributors.token(staged)}")
    assert plain.get_by_label("Votre nom").input_value() == "Inès Morel"
    fill(plain, photo)
    plain.get_by_role("button", name="Proposer cette action").click()
    assert "est la proposition n°\u00a01" in plain.inner_text("main")

    plain.goto(contributors.messages(staged, "receipt")[0].content["url"])
    plain.get_by_label("Qui a pris la photo").fill("Inès Morel")
    plain.get_by_label("Oui, et elle a donné son accord").check()
    plain.get_by_role("button", name="Répondre").click()
    assert "Merci, nous avons votre réponse" in plain.content()
    assert views.show(staged, 1).consent


def test_every_page_is_sound(
    staged: Installation, site: str, chromium: playwright.Browser, server: servers.Sink, tmp_path: Path
) -> None:
    """By axe, and no wider than the telephone: asked, refused, received, published, and read in the newsroom."""
    bundling.make()
    wrong: dict[str, list[str]] = {}
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site
    )
    page = context.new_page()

    def look(name: str) -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wide = browsing.overflow(page)
            wrong[f"{name}, {scheme}"] = browsing.faults(page) + ([f"{wide} pixels"] if wide else [])

    own = f"/l/proposer/{contributors.token(staged)}"
    page.goto("/l/proposer")
    look("lost link")
    page.goto(own)
    page.get_by_role("button", name="Proposer cette action").click()
    page.get_by_role("link", name="L’action en cinq lignes").click()
    assert page.evaluate("document.activeElement.id") == "text"
    look("refused")
    photo = tmp_path / "bus.jpg"
    photo.write_bytes(contributors.photo((1200, 900)))
    fill(page, photo)
    page.get_by_role("button", name="Proposer cette action").click()
    look("received")
    page.goto(contributors.messages(staged, "receipt")[0].content["url"])
    page.get_by_role("button", name="Répondre").click()
    look("question")
    page.goto(links.look_url(staged, 1))
    look("first look")
    context.add_cookies([{"name": "relais", "value": Officer(staged, *Role).token, "url": site}])
    page.goto("/convention/propositions/1")
    look("one proposal")
    page.get_by_role("button", name="Accepter la proposition").click()
    look("accepted")
    page.goto("/convention/propositions")
    look("proposals")
    sender = threading.Thread(target=_appear, args=(staged, server, tmp_path))  # the driver holds the loop of this one
    sender.start()
    sender.join()
    page.goto(f"{own}/articles")
    assert "moins de\u00a05" in page.inner_text("main")
    look("her page")
    context.close()

    assert {name: found for name, found in wrong.items() if found} == {}


def _appear(opened: Installation, server: servers.Sink, data: Path) -> None:
    """Send the letter that carries the article."""
    found = Installation(
        settings.load(data=data, smtp_url=server.url, base_url=opened.settings.base_url),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    with found.database.transaction() as session:
        issues.add(session, 1, [views.show(found, 1).item or 0], "actions")
    launching.launch(found, launching.Order(1, grace=0), "test")
    sending.send(found, 1)
