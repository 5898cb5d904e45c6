"""Accounts in a real browser: in by keyboard, one's own account, an invitation, the journal; narrow, light and dark."""

from __future__ import annotations

from socket import socket

import playwright.sync_api as playwright
import pytest

from accounts import users
from accounts.roles import Role
from runtime.installation import Installation
from tests.web.browser.conftest import NARROW, faults, overflow, served
from web.console import bundling

PASSWORD = "quatre mots bien choisis"


@pytest.fixture
def claire(opened: Installation) -> str:
    """Her address; she has every right."""
    made = users.add(
        opened, email="claire@partenariat.example", name="Claire Aubry", roles=list(Role), password=PASSWORD,
        actor="test",
    )  # fmt: skip
    return made.email


def _fits(page: playwright.Page) -> bool:
    """Tell whether nothing is wider than a small telephone, and axe finds nothing, light and dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert faults(page) == [], (page.url, scheme)
    return overflow(page) == 0


def test_an_officer_comes_in_and_looks_after_accounts(
    opened: Installation, door: socket, page: playwright.Page, claire: str
) -> None:
    """A wrong password first; what was typed stays, and the sentence is announced."""
    bundling.make()
    page.set_viewport_size({"width": NARROW, "height": 720})
    with served(opened, door) as base_url:
        page.goto(f"{base_url}/reglages/comptes")
        page.get_by_label("Votre adresse électronique").fill(claire)
        page.get_by_label("Votre mot de passe").fill("un autre mot")
        page.keyboard.press("Enter")
        playwright.expect(page.get_by_role("alert")).to_contain_text("ne vont pas ensemble")
        playwright.expect(page.get_by_label("Votre adresse électronique")).to_have_value(claire)
        assert _fits(page)
        page.get_by_label("Votre mot de passe").fill(PASSWORD)
        page.keyboard.press("Enter")
        playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Comptes")
        assert _fits(page)

        page.get_by_role("link", name="Inviter quelqu’un").click()
        page.get_by_label("Nom", exact=True).fill("Marie Le Goff")
        page.get_by_label("Adresse électronique").fill("marie@partenariat.example")
        assert _fits(page)
        page.get_by_role("button", name="Inviter").click()
        link = page.get_by_label("Lien").input_value()
        assert _fits(page)

        page.goto(f"{base_url}/mon-compte")
        page.get_by_label("Apparence de la console").select_option("dark")
        page.get_by_role("button", name="Enregistrer").click()
        playwright.expect(page.get_by_role("status")).to_have_text("C’est enregistré.")
        playwright.expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert _fits(page)
        page.goto(f"{base_url}/mon-compte/codes")
        assert _fits(page)
        page.goto(f"{base_url}/journal")
        playwright.expect(page.get_by_text("Claire Aubry a ouvert un compte à Marie Le Goff.")).to_be_visible()
        assert _fits(page)

        page.goto(link)
        page.get_by_label("Votre mot de passe").fill("cinq autres mots encore")
        assert _fits(page)
        page.get_by_role("button", name="Choisir mon mot de passe").click()
        playwright.expect(page.get_by_role("status")).to_contain_text("Bienvenue")
        playwright.expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Marie Le Goff")
