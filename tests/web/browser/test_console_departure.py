"""« À qui et quand » and « Relire et envoyer » in a real browser: the walk to the button that sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from campaigns.acting import campaign_views, segmenting
from campaigns.acting.preparing import plans
from campaigns.editorial import taking_over, trial_groups
from campaigns.editorial.issues import TitleLines
from lists import addresses
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

CHECKS, CHOOSE, READ = "/numeros/1/controles", "/numeros/1/envoi", "/numeros/1/envoi/relire"


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """An issue that may leave, a reader who objected, a segment, a group."""
    bundling.make()
    cast.stage(opened, tmp_path)
    segmenting.keep(opened, "Drôme", File("d.json", b'{"field": "organisation.departement", "is": "26"}'), "test")
    trial_groups.keep(opened, 1, "Témoins", [addresses.parse("claire@partenariat.example")], "test")
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.LOIC)
    return opened


def window(chromium: playwright.Browser, opened: Installation, site: str, **said: object) -> playwright.BrowserContext:
    """Return a window of somebody who writes and sends."""
    claire = Officer(opened, *Role, name="Claire Aubry")
    context = chromium.new_context(locale="fr-FR", base_url=site, **said)  # type: ignore[arg-type]
    context.add_cookies([{"name": "relais", "value": claire.token, "url": site}])
    return context


@pytest.fixture
def desk(chromium: playwright.Browser, staged: Installation, site: str) -> Iterator[playwright.Page]:
    """One with scripts."""
    context = window(chromium, staged, site, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_the_walk_by_keyboard_with_words_that_follow(desk: playwright.Page, staged: Installation) -> None:
    """From the checks to the button: the moment in words as one types, the number when it is true, one launch."""
    reports: list[str] = []
    desk.on("console", lambda said: reports.append(said.text) if said.type == "error" else None)
    desk.goto(CHECKS)
    desk.get_by_role("link", name="Préparer l’envoi").press("Enter")
    expect(desk.locator("#mots")).to_contain_text("Mercredi 16 septembre 2009 à 10 h 00, heure de Paris, demain.")
    expect(desk.locator("form.departure")).to_have_attribute("data-started", "counting")

    desk.get_by_label("Jour", exact=True).fill("2009-11-11")
    expect(desk.locator("#mots")).to_contain_text("Ce mercredi est férié (11 novembre)")
    desk.get_by_label("Dans chaque organisation").select_option("one")
    expect(desk.locator("#compte")).to_contain_text("1 destinataire")
    desk.get_by_text("3 n’en sont pas").press("Enter")
    expect(desk.get_by_text("Loic Œuvrard")).to_be_visible()
    desk.get_by_label("Dans chaque organisation").select_option("all")
    expect(desk.locator("#compte")).to_contain_text("3 destinataires")
    desk.get_by_role("button", name="Relire avant d’envoyer").press("Enter")
    desk.wait_for_url(f"**{READ}")

    button = desk.get_by_role("button", name="Envoyer à 3 personnes")
    expect(button).to_be_disabled()
    expect(desk.frame_locator("#lettre").locator("#p-item-1")).to_be_visible()
    desk.get_by_label("Pour confirmer, écrivez le nombre de destinataires").fill("5")
    expect(button).to_be_disabled()
    desk.get_by_label("Pour confirmer, écrivez le nombre de destinataires").fill("3")
    assert reports == []
    button.press("Enter")
    desk.wait_for_url("**/envois/1")

    assert campaign_views.look(staged, 1).audience == 3


def test_no_number_is_shown_while_it_is_counted(desk: playwright.Page) -> None:
    """« Comptage… » instead, and the button waits (R12); when the count fails, the page says so."""
    waiting: list[playwright.Route] = []
    desk.route("**/envoi/mots", lambda route: waiting.append(route))  # noqa: PLW0108 -- Playwright looks into it
    desk.goto(CHOOSE)
    expect(desk.locator("form.departure")).to_have_attribute("data-started", "counting")
    with desk.expect_request("**/envoi/mots"):
        desk.get_by_label("La lettre part vers").select_option("Drôme")
    expect(desk.locator("#compte")).to_have_text("Comptage…")
    expect(desk.locator("#continuer")).to_be_disabled()
    expect(desk.locator("#continuer")).to_have_text("Comptage…")
    waiting[0].fulfill(status=500)

    expect(desk.locator("#compte")).to_contain_text("Le compte n’a pas pu être fait.")
    expect(desk.locator("#continuer")).to_be_enabled()


def test_the_walk_without_a_script(chromium: playwright.Browser, staged: Installation, site: str) -> None:
    """On a small telephone: every gesture is a form, and the server decides about the number."""
    context = window(
        chromium, staged, site, viewport={"width": browsing.NARROW, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(CHOOSE)
    page.get_by_label("Heure", exact=True).fill("22:30")
    page.get_by_role("button", name="Voir", exact=True).click()
    expect(page.locator("#mots")).to_contain_text("les bureaux sont fermés")
    page.get_by_role("button", name="Choisir ce moment").click()
    page.get_by_label("Témoins (claire@partenariat.example)").check()
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.get_by_text("L’adresse témoin la reçoit tout de suite.")).to_be_visible()
    page.get_by_label("Pour confirmer, écrivez le nombre de destinataires").fill("4")
    page.get_by_role("button", name="Envoyer à 3 personnes").click()
    expect(page.locator("#error-typed")).to_be_visible()
    assert campaign_views.listed(staged) == ()
    page.get_by_label("Pour confirmer, écrivez le nombre de destinataires").fill("3")
    page.get_by_role("button", name="Envoyer à 3 personnes").click()
    page.wait_for_url("**/envois/1")
    context.close()

    assert campaign_views.look(staged, 1).audience == 3


def test_every_page_is_sound_at_every_width(chromium: playwright.Browser, staged: Installation, site: str) -> None:
    """Axe finds nothing, light and dark, and nothing sticks out; with a plan and with findings that block."""
    context = window(chromium, staged, site, bypass_csp=True)
    page = context.new_page()
    found: list[object] = []
    plans.keep(staged, 1, plans.Wish(witnesses=("Témoins",)), 0, "test")
    empty = _empty(staged)
    for path in (CHOOSE, READ, f"{CHOOSE}/absents?raison=objection", f"/numeros/{empty}/envoi/relire"):
        for width, scheme in ((1280, "dark"), (768, "light"), (browsing.NARROW, "light")):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            found += [(path, width, "sticks out")] if browsing.overflow(page) > 0 else []
            found += [(path, width, one) for one in browsing.faults(page)] if width != 768 else []
    context.close()

    assert found == []


def _empty(opened: Installation) -> int:
    """Return an issue that holds nothing, so that it may not leave."""
    made = taking_over.begin(opened, TitleLines("Cinq", "Cinq"), date(2009, 10, 6), "test")
    plans.keep(opened, made.id, plans.Wish(), 0, "test")
    return made.id
