"""The subscription form and its answer in Chromium: with a keyboard, without JavaScript, for a screen reader."""

from __future__ import annotations

import playwright.sync_api as playwright
import pytest

from campaigns.editorial import imprints
from campaigns.post import tokens
from campaigns.post.readers import signup_forms
from campaigns.post.tokens import Joining
from lists import addresses
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast
from tests.web.browser.conftest import faults, overflow, stops

FORM = "/l/s/la-lettre"


@pytest.fixture
def answer(opened: Installation) -> str:
    """The path in the question that Zoé was mailed."""
    with opened.database.transaction() as session:
        imprints.revise(session, cast.publish(session), imprints.Change(form="la-lettre"))
    signup_forms.ask(opened, "la-lettre", cast.ZOE)
    key = suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE))
    return f"{FORM}/{tokens.mint_joining(opened.keyring, Joining(1, key, opened.clock.epoch()))}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_whole_way(site: str, answer: str, page: playwright.Page, scheme: str) -> None:
    """The form, the form with an error, the screen after it, the button, and the end; 320 pixels wide."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = []
    for path, typed, button in (
        (FORM, "zoe@@", "M’inscrire"),
        ("", cast.ZOE, "M’inscrire"),
        (answer, "", "Confirmer mon"),
    ):
        if path:
            page.goto(site + path)
            found += [*faults(page), *([path] if overflow(page) else [])]
        if typed:
            page.get_by_label("Votre adresse électronique").fill(typed)
        page.get_by_role("button", name=button).click()
        found += [*faults(page), *([page.url] if overflow(page) else [])]

    assert found == []
    assert page.get_by_role("heading", level=1).inner_text() == "Votre inscription est confirmée"


def test_an_error_is_told_where_it_is_and_what_was_typed_stays(site: str, answer: str, page: playwright.Page) -> None:
    """A screen reader hears it in the title, and with the field."""
    page.goto(site + FORM)
    page.get_by_label("Votre adresse électronique").fill("zoe@@")
    page.get_by_role("button").click()
    field = page.get_by_label("Votre adresse électronique")

    assert page.title().startswith("Erreur")
    assert field.input_value() == "zoe@@"
    assert "Erreur" in page.locator(f"#{(field.get_attribute('aria-describedby') or '').split()[0]}").inner_text()


def test_the_keyboard_alone_subscribes_without_javascript(site: str, answer: str, plain: playwright.Page) -> None:
    """Field, button; then the button of the answer."""
    plain.goto(site + FORM)
    plain.keyboard.press("Tab")
    plain.keyboard.type(cast.ZOE)
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    plain.wait_for_url(site + FORM)
    assert plain.get_by_role("heading", level=1).inner_text() == "Regardez votre messagerie"

    plain.goto(site + answer)
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    plain.get_by_role("heading", name="Votre inscription est confirmée").wait_for()


def test_the_tab_key_stops_at_field_and_button(site: str, answer: str, page: playwright.Page) -> None:
    """In the order of the page; the address to write to comes last."""
    page.goto(site + FORM)

    assert stops(page)[:2] == ["INPUT email", "BUTTON M’inscrire"]
