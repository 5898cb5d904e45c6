"""« Destinataires » in a browser: somebody is added, found, put right and stopped with the keyboard."""

from __future__ import annotations

import playwright.sync_api as playwright

from accounts.roles import Role
from campaigns.acting.rights import objection_and_erasure, register
from lists.kinds import Right
from runtime.installation import Installation
from tests import cast
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

ROOM = "/destinataires"
PATHS = (
    ROOM, f"{ROOM}?q=zzz", f"{ROOM}/organisations", f"{ROOM}/organisations/1", f"{ROOM}/personnes/1",
    f"{ROOM}/personnes/nouvelle", f"{ROOM}/oppositions", f"{ROOM}/droits", f"{ROOM}/droits/1", f"{ROOM}/doublons",
)  # fmt: skip


def test_an_officer_keeps_people(opened: Installation, site: str, chromium: playwright.Browser) -> None:
    """On a small telephone, in the dark; the search answers while she types and keeps addresses to itself."""
    bundling.make()
    with opened.database.transaction() as session:
        cast.publish(session)
        first = cast.people(session, opened)[0]
        cast.reader(session, opened, "zoe@gmial.com", cast.organisation(session, "Ateliers Brumevent SA"))
        assert first.id == 1
    officer = Officer(opened, *Role)
    register.register(opened, cast.ZOE, Right.ERASURE, received_on=None, note="", actor=officer.email)
    context = chromium.new_context(
        viewport={"width": browsing.NARROW, "height": 700}, bypass_csp=True, locale="fr-FR", base_url=site,
        color_scheme="dark",
    )  # fmt: skip
    context.add_cookies([{"name": "relais", "value": officer.token, "url": site}])
    page = context.new_page()
    wrong = {}
    for path in PATHS:
        page.goto(path)
        wrong[path] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
    assert {path: found for path, found in wrong.items() if found} == {}

    page.goto(f"{ROOM}/personnes/nouvelle")
    page.get_by_label("E-mail").fill("ines@ombelle.example")
    page.get_by_label("Prénom").fill("Inès")
    page.get_by_label("Nom", exact=False).nth(1).fill("Étienne")
    page.get_by_label("D’où vient son adresse").fill("la carte de visite que vous nous avez donnée")
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_role("heading", name="Inès Étienne")).to_be_visible()

    page.goto(ROOM)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("etienne")
    playwright.expect(page.locator(".row-title")).to_have_count(1)
    assert page.url.endswith("?q=etienne")
    page.keyboard.press("Control+A")
    page.keyboard.type("ines@ombelle.example")
    playwright.expect(page.locator(".row-title")).to_have_text(["Inès Étienne"])
    assert "ombelle" not in page.url

    page.locator(".row-title").click()
    page.get_by_text("Ne plus lui écrire…").click()
    page.get_by_label("Comment la personne l’a demandé").fill("au téléphone")
    page.get_by_role("button", name="Ne plus lui écrire").focus()
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_text("s’est opposée à nos envois")).to_be_visible()
    context.close()

    stops = objection_and_erasure.file_of(opened, "ines@ombelle.example").suppressions
    assert [one.reason for one in stops] == ["objection"]
