"""Her own page as a person with a telephone, a keyboard or a screen reader meets it."""

from __future__ import annotations

import time
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from sqlmodel import select

from campaigns.post.message_rows import ServiceMessage
from runtime.installation import Installation
from tests import cast
from tests.web.browser.conftest import faults, overflow, stops


@pytest.fixture
def ready(opened: Installation, tmp_path: Path) -> None:
    """Four readers and their letter."""
    cast.stage(opened, tmp_path)


def mailed(opened: Installation) -> str:
    """Return where the last mailed link leads, once it is queued: the page does not wait for that."""
    for _again in range(300):
        with opened.database.reading() as session:
            if rows := session.exec(select(ServiceMessage)).all():
                return str(rows[-1].content["url"])
        time.sleep(0.1)
    raise TimeoutError


def test_it_works_without_javascript(opened: Installation, ready: None, site: str, plain: playwright.Page) -> None:
    """Asked for, found in the mailbox, corrected, chosen, erased."""
    plain.goto(f"{site}/l/moi")
    plain.get_by_label("Votre adresse électronique").fill(cast.ZOE)
    plain.get_by_role("button", name="Recevoir le lien").click()
    plain.goto(mailed(opened))
    plain.get_by_label("Prénom").fill("Zoë")
    plain.get_by_role("button", name="Enregistrer mes coordonnées").click()
    assert plain.get_by_label("Prénom").input_value() == "Zoë"
    plain.get_by_label("sur quels liens").check()
    plain.get_by_role("button", name="Enregistrer ces choix").click()
    assert plain.get_by_label("sur quels liens").is_checked()
    plain.get_by_role("button", name="Effacer mes données").click()
    plain.get_by_role("button", name="Effacer pour toujours").click()

    assert "Vos données sont effacées." in plain.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Installation, ready: None, site: str, page: playwright.Page, scheme: str) -> None:
    """On each page, at 320 pixels."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    def looked() -> None:
        assert faults(page) == [], page.title()
        assert overflow(page) == 0, page.title()

    page.goto(f"{site}/l/moi")
    looked()
    page.get_by_role("button", name="Recevoir le lien").click()
    looked()
    page.get_by_label("Votre adresse électronique").fill(cast.ZOE)
    page.get_by_role("button", name="Recevoir le lien").click()
    looked()
    page.goto(mailed(opened))
    looked()
    page.get_by_role("button", name="Enregistrer ces choix").click()
    looked()
    page.get_by_role("button", name="Effacer mes données").click()
    looked()
    page.goto(mailed(opened) + "x")
    looked()


def test_the_keyboard_goes_everywhere_in_order(
    opened: Installation, ready: None, site: str, page: playwright.Page
) -> None:
    """As one reads."""
    page.goto(f"{site}/l/moi")
    page.get_by_label("Votre adresse électronique").fill(cast.ZOE)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Regardez votre messagerie")
    page.goto(mailed(opened))
    reached = stops(page)

    assert reached[:3] == ["INPUT which", "SELECT departement", "BUTTON Enregistrer ce choix"]
    assert reached[3:9] == [
        "SELECT civility", "INPUT first_name", "INPUT last_name", "INPUT function", "INPUT phone",
        "BUTTON Enregistrer mes coordonnées",
    ]  # fmt: skip
    assert [one for one in reached if one.startswith("INPUT agreed")] == ["INPUT agreed", "INPUT agreed"]
    assert reached.index("BUTTON Enregistrer ces choix") < reached.index("BUTTON Ne plus recevoir la lettre")
