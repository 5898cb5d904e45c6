"""The pictures of the officer's manual, and what stood on the screens when they were taken.

`python -m bench.manual_pictures` takes them anew, from a demo whose clock stands still. With each picture it writes
down what the screen said; a test compares that with the screens of today, so that no picture shows what is no more.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import PIL.Image
import playwright.sync_api as playwright

from accounts import sessions, users
from accounts.roles import Role
from bench import console_pictures
from campaigns.acting import launching, ticking
from campaigns.editorial import picture_library, received_files
from cli.demo import command
from runtime import heartbeats
from runtime.clock import Clock
from runtime.files import File
from runtime.installation import Installation
from runtime.settings import Settings
from web.console import bundling

FOLDER = Path(__file__).parents[1] / "docs" / "manuel" / "images"
#: Beside the pictures: name -> what the screen said, line by line.
SAID = FOLDER / "said.json"
LEAVING = "depart"
#: Where each picture is taken, in the demo.
SCREENS = {
    "accueil": "/",
    "article": "/articles/{article}",
    "fichier-word": "/articles/fichier/{file}",
    "images": "/images",
    "numero": "/numeros/{draft}",
    "apercu": "/numeros/{draft}/regard?largeur=telephone",
    "essai": "/numeros/{draft}/essai",
    "controles": "/numeros/{draft}/controles",
    "bon-a-tirer": "/numeros/{draft}/bon-a-tirer",
    "envoyer": "/numeros/{draft}/envoi",
    "relire": "/numeros/{draft}/envoi/relire",
    "resultats": "/envois/{sent}/resultats",
    "reponses": "/reponses",
    "destinataires": "/destinataires",
    "importer": "/destinataires/imports",
    "segments": "/destinataires/segments",
    "oppositions": "/destinataires/oppositions",
    "convention": "/convention",
    "transmissions": "/convention/transmissions",
    "propositions": "/convention/propositions",
    "rencontres": "/convention/rencontres",
    "bilan": "/convention/bilan",
    "reglages": "/reglages",
    "comptes": "/reglages/comptes",
    # Last: from then on every page says that a departure is near.
    LEAVING: "/envois/{waiting}",
}
_CONTRIBUTION = (
    "<h1>Le bus de l’emploi repart</h1><p>Un mardi sur deux, on part à la rencontre des jeunes.</p>"
    "<h1>Un parrain pour chaque jeune</h1><p>Neuf entreprises de la Drôme ont dit oui.</p>"
)
#: After so long no letter is tried again.
_OVER = timedelta(days=5)
_SIZE = playwright.ViewportSize(width=1180, height=820)


class Standing(Clock):
    """A clock that stands still, so that two demos say the same."""

    def __init__(self, moment: datetime) -> None:
        """Stand at a moment."""
        super().__init__()
        self._at = moment

    def now(self) -> datetime:
        """Return the moment."""
        return self._at

    def epoch(self) -> int:
        """Return it in whole seconds since 1970."""
        return int(self._at.timestamp())

    def precisely(self) -> float:
        """Return it in seconds since 1970."""
        return self._at.timestamp()


def main() -> None:
    """Take all pictures, and replace the old ones."""
    bundling.make()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, staged(Path(folder) / "demo") as (opened, places):
        said = look(opened, places, keep=True)
    SAID.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


@contextmanager
def staged(folder: Path) -> Iterator[tuple[Installation, dict[str, object]]]:
    """Build a demo in which something was sent, and something is being written."""
    sent = command.play(folder, Settings(), "bench")
    moment = sent.built.installation.clock.now() + _OVER
    opened = replace(sent.built.installation, clock=Standing(moment))
    ticking.tick(opened)
    special, _campaign, invitation, *_others = sent.built.drafts
    places: dict[str, object] = {
        "article": 1,
        "draft": special,
        "leaving": invitation,
        "sent": sent.report.campaign.id,
        "file": received_files.keep(opened, File("Contributions d’octobre.html", _CONTRIBUTION.encode())),
    }
    assert picture_library.listed(opened).entries
    with opened.database.transaction() as session:
        heartbeats.beat(session, heartbeats.TICK, opened.clock.epoch())
    try:
        yield opened, places
    finally:
        opened.database.engine.dispose()


def look(opened: Installation, places: dict[str, object], *, keep: bool = False) -> dict[str, list[str]]:
    """Return what every screen says to somebody who has every right; `keep` its picture too."""
    user = users.add(
        opened, email="claire.aubry@charte.example", name="Claire Aubry", roles=list(Role), actor="bench",
    )  # fmt: skip
    token = sessions.begin(opened, user.id, device="Firefox sous Linux", network="198.51.100.7")
    said = {}
    with console_pictures.served(opened) as url, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=console_pictures.ARGUMENTS)
        page, plain = (_window(browser, url, token, has_script=has_script) for has_script in (True, False))
        for name, path in SCREENS.items():
            if name == LEAVING:
                places["waiting"] = _launched(opened, int(str(places["leaving"])))
            said[name] = _words(plain, url + path.format(**places))
            if keep:
                page.goto(url + path.format(**places), wait_until="networkidle")
                picture = PIL.Image.open(io.BytesIO(page.screenshot()))
                picture.convert("RGB").save(FOLDER / f"{name}.webp", "WEBP", quality=80, method=6)
        browser.close()
    return said


def _launched(opened: Installation, issue_id: int) -> int:
    order = launching.Order(issue_id, "missions locales", without_approval="Démonstration")
    return launching.launch(opened, order, "bench").id


def _window(browser: playwright.Browser, url: str, token: str, *, has_script: bool) -> playwright.Page:
    """Return a window of somebody who is signed in; without scripts, a page says the same each time."""
    context = browser.new_context(
        viewport=_SIZE, color_scheme="light", locale="fr-FR", reduced_motion="reduce", java_script_enabled=has_script
    )
    context.add_cookies([{"name": "relais", "value": token, "url": url}])
    return context.new_page()


def _words(page: playwright.Page, address: str) -> list[str]:
    """Return the lines of a screen in the order of the alphabet: which letter was refused first is chance.

    A number is a number, because clocks and ports differ.
    """
    answer = page.goto(address)
    if answer is None or not answer.ok:
        raise SystemExit(f"{address}: {answer and answer.status}")
    lines = page.locator("main").inner_text().splitlines()
    return sorted({re.sub(r"\d+", "0", one.strip()) for one in lines if one.strip()})


if __name__ == "__main__":
    os.environ.pop("RELAIS_NOW", None)
    main()
