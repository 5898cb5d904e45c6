"""« Réponses » in a real browser: on every screen, by keyboard, and a letter is answered without a script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import playwright.sync_api as playwright

from accounts.roles import Role
from campaigns.acting import launching, sending
from campaigns.acting.replies import listing
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.campaigns.acting.replies import letters
from tests.campaigns.acting.returned import Box
from tests.web.browser import conftest as browsing
from tests.web.console.officers import Officer
from web.console import bundling

_WORDS = (
    "Bonjour,\n\nJe suis désormais directrice adjointe, et en congés jusqu’au 2 octobre.\n"
    "Ma nouvelle adresse est zoe.n@brume.example.\n\nBien à vous"
)


def _written(opened: Installation, server: servers.Sink, tmp_path: Path) -> int:
    """Send a campaign, and let readers write back; return the number of the last letter."""
    box = Box(tmp_path / "retours", server)
    box.make()
    sent = Installation(
        settings.load(data=tmp_path, smtp_url=server.url, mailbox_url=box.url),
        opened.database, opened.keyring, opened.clock,
    )  # fmt: skip
    cast.stage(sent, tmp_path)
    launching.launch(sent, launching.Order(1, grace=0), "test")
    sending.send(sent, 1)
    letters.write(sent, box, "Stop aux clichés, bravo !", reader=cast.LOIC)
    letters.write(sent, box, "x" * 300, reader=cast.MAITE)
    return letters.write(sent, box, _WORDS)


def test_letters_are_sound_for_every_screen_and_answered_by_keyboard(
    opened: Installation, server: servers.Sink, site: str, chromium: playwright.Browser, tmp_path: Path
) -> None:
    """Axe finds nothing, nothing is too wide; what was typed arrives, also where no script runs."""
    bundling.make()
    with ThreadPoolExecutor() as beside:  # the browser's driver holds the event loop of this thread
        letter = beside.submit(_written, opened, server, tmp_path).result()
    token = Officer(opened, *Role).token
    wrong = {}
    schemes: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (browsing.NARROW, "dark"))
    for width, scheme in schemes:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, bypass_csp=True, locale="fr-FR", base_url=site,
            color_scheme=scheme,
        )  # fmt: skip
        context.add_cookies([{"name": "relais", "value": token, "url": site}])
        page = context.new_page()
        for path in ("/reponses", f"/reponses/{letter}", f"/reponses/{letter - 1}", "/reponses?etat=classees"):
            page.goto(path)
            wrong[path, width] = [*browsing.faults(page), *[f"{n} pixels" for n in [browsing.overflow(page)] if n]]
        context.close()
    assert {where: found for where, found in wrong.items() if found} == {}

    context = chromium.new_context(base_url=site, locale="fr-FR", java_script_enabled=False)
    context.add_cookies([{"name": "relais", "value": token, "url": site}])
    page = context.new_page()
    page.goto(f"/reponses/{letter}")
    page.get_by_label("Votre réponse").focus()
    page.keyboard.type("Merci, c’est noté.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    playwright.expect(page.get_by_role("status")).to_contain_text("elle part dans la minute")
    playwright.expect(page.get_by_role("main")).to_contain_text("Merci, c’est noté.")
    context.close()
    assert listing.listed(opened).lines[0].state is listing.State.ANSWERED
