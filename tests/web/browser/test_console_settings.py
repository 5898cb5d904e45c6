"""The first run, « Accueil » and « Réglages » on a small telephone, in the dark: sound, and no wider than it."""

from __future__ import annotations

from collections.abc import Iterator

import playwright.sync_api as playwright

from accounts import first_account, users
from accounts.roles import Role
from campaigns.editorial import imprints, publications
from runtime.installation import Installation
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling
from web.console.settings import steps

PATHS = (
    "/", "/reglages", *(one.path for one in steps.STOPS), f"{steps.STOPS[0].path}?premiere=1",
    "/reglages/publications", "/reglages/publications/nouvelle", "/reglages/publications/1",
    "/reglages/organisation?lettre=1", "/reglages/domaines", "/reglages/domaines/charte.example",
    "/reglages/messageries", "/reglages/messageries/orange", "/reglages/conservation", "/reglages/conservation/contact",
    "/reglages/partenaires", "/reglages/partenaires/nouveau", "/reglages/formulaire", "/reglages/textes",
)  # fmt: skip
#: The address of the link that has the focus.
_FOCUSED = "document.activeElement.getAttribute('href') ?? ''"


def _tabs(page: playwright.Page) -> Iterator[int]:
    """Press the tab key as often as a page of doors may need, once before each step."""
    for stop in range(40):
        page.keyboard.press("Tab")
        yield stop


def test_every_page_of_the_settings_is_sound(
    opened: Installation, site: str, chromium: playwright.Browser
) -> None:  # fmt: skip
    """By axe, without and with an account; a form that is refused leads to its first mistake."""
    bundling.make()
    with opened.database.transaction() as session:
        publications.ensure(session)
    imprints.change(opened, imprints.Change(sender=("Charte", "lettre@charte.example"), form="lettre"), "test")
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark",
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/premiere-ouverture/{first_account.link(opened)}")
    wrong = {"premiere-ouverture": browsing.faults(page), "width": browsing.overflow(page)}
    page.get_by_label("Votre nom").fill("Marie Exemple")
    page.get_by_label("Votre adresse électronique").fill("marie@partenariat.example")
    page.get_by_label("Choisissez un mot de passe").fill("marie")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("link", name="12 caractères au moins").click()
    assert page.evaluate("document.activeElement.id") == "password"
    assert not users.any_(opened)

    context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    for path in PATHS:
        page.goto(path)
        wrong[path] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
    page.goto("/reglages")
    reached = {path for path in (page.evaluate(_FOCUSED) for _stop in _tabs(page)) if path}
    context.close()

    assert {path.partition("?")[0] for path in reached} >= {one.path for one in steps.STOPS}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_the_lines_for_another_site_subscribe_from_there(
    opened: Installation, site: str, plain: playwright.Page
) -> None:
    """Copied from the page as they are, without a script, under another name: the reader is asked to confirm."""
    with opened.database.transaction() as session:
        publications.ensure(session)
    imprints.change(opened, imprints.Change(sender=("Charte", "lettre@charte.example"), form="lettre"), "test")
    plain.context.add_cookies([{"name": "relais", "value": Officer(opened, *Role).token, "url": site}])
    plain.goto(f"{site}/reglages/formulaire")
    lines = plain.get_by_label("HTML du formulaire").input_value()
    plain.context.clear_cookies()

    plain.route(
        "http://ailleurs.example/", lambda asked: asked.fulfill(body=lines, content_type="text/html; charset=utf-8")
    )
    plain.goto("http://ailleurs.example/")
    plain.get_by_label("Votre adresse électronique").fill("camille@exemple.example")
    plain.get_by_role("button", name="M’inscrire").click()

    assert plain.url == f"{site}/l/s/lettre"
    assert plain.get_by_role("heading", name="Regardez votre messagerie").is_visible()
