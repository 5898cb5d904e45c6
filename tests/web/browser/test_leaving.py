"""Leaving, thinking again and saying why, as a person with a telephone does it: no script, few keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from sqlmodel import select

from campaigns.acting import launching
from campaigns.post import tokens
from campaigns.post.models import Delivery
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast
from tests.web.browser.conftest import faults, overflow, stops


@pytest.fixture
def link(opened: Installation, site: str, tmp_path: Path) -> str:
    """The link in Zoé's letter."""
    launching.launch(opened, launching.Order(cast.stage(opened, tmp_path), grace=0), "test")
    with opened.database.reading() as session:
        mine = session.exec(select(Delivery).where(Delivery.address == cast.ZOE)).one()
    return f"{site}/l/u/" + tokens.mint_leave(opened.keyring, 1, mine.id or 0, mine.address_key)


def left(opened: Installation) -> bool:
    """Tell whether Zoé left."""
    with opened.database.reading() as session:
        mine = session.exec(select(Delivery).where(Delivery.address == cast.ZOE)).one()
        return suppressing.is_suppressed(session, mine.address_key, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, link: str, page: playwright.Page, scheme: str) -> None:
    """On each page of the way, at 320 pixels."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    steps: tuple[Callable[[], object], ...] = (
        lambda: page.goto(f"{site}/l/pourquoi"),
        lambda: page.goto(link.replace("/l/u/", "/l/p/")),
        lambda: page.get_by_role("button", name="Seulement les numéros spéciaux").click(),
        lambda: page.goto(link),
        lambda: page.get_by_role("button", name="Me désinscrire").click(),
        lambda: page.get_by_label("Je reçois trop de messages").check(),
        lambda: page.get_by_role("button", name="Envoyer ma réponse").click(),
        lambda: page.get_by_role("button", name="Annuler ma désinscription").click(),
        lambda: page.goto(f"{link}x"),
    )
    for step in steps:
        step()
        assert faults(page) == [], page.title()
        assert overflow(page) == 0, page.title()


def test_it_works_without_javascript(opened: Installation, link: str, plain: playwright.Page) -> None:
    """Left, explained, undone."""
    plain.goto(link)
    assert "z•••@b•••.example" in plain.content()
    plain.get_by_role("button", name="Me désinscrire").click()
    assert left(opened)
    plain.get_by_label("Une autre raison").check()
    plain.get_by_role("button", name="Envoyer ma réponse").click()
    assert plain.get_by_role("status").inner_text().startswith("Merci")
    plain.get_by_role("button", name="Annuler ma désinscription").click()

    assert plain.get_by_role("heading", level=1).inner_text() == "Votre désinscription est annulée"
    assert not left(opened)


def test_the_keyboard_is_enough(opened: Installation, link: str, page: playwright.Page) -> None:
    """The button is the first stop; then undoing, the reasons, sending them."""
    page.goto(link)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=C’est fait")

    assert left(opened)
    reached = stops(page)
    assert reached[:3] == ["BUTTON Annuler ma désinscription", "INPUT why", "BUTTON Envoyer ma réponse"]
    assert reached[3] == "A Accueil"
