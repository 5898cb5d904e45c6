"""The pictures of `docs/console`: every screen in Chromium, on a computer and a telephone, light and dark.

`make pictures` renews them, `python -m bench.console_pictures SCREEN…` some of them: the console of the demo, as
somebody sees it who has every right. They are for people to
look at; tests measure what they can.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import PIL.Image
import playwright.sync_api as playwright
import uvicorn

from accounts import codes, sessions, users
from accounts.codes import Purpose
from accounts.roles import Role
from campaigns.editorial import picture_library, received_files
from campaigns.editorial.picture_cropping import Crop
from cli.demo import building, cast, folders
from runtime import heartbeats
from runtime.files import File
from runtime.installation import Installation
from runtime.settings import Settings
from web import app
from web.console import bundling

FOLDER = Path(__file__).parents[1] / "docs" / "console"
#: Where each screen is, in the demo. Those whose name begins with a star are seen by whoever is not signed in.
SCREENS = {
    "*sign-in": "/connexion",
    "*demonstration": "/demonstration",
    "*first-run": "/premiere-ouverture/{code}",
    "home": "/",
    "articles": "/articles",
    "article": "/articles/{article}",
    "article-history": "/articles/{article}/historique",
    "article-cuts": "/articles/fichier/{file}",
    "pictures": "/images",
    "picture": "/images/{picture}",
    "pictures-bin": "/images/corbeille",
    "issues": "/numeros",
    "issue": "/numeros/{issue}",
    "issue-views": "/numeros/{issue}/regard?largeur=telephone",
    "issue-findings": "/numeros/{issue}/controles",
    "issue-look": "/numeros/{issue}/presentation",
    "issue-trial": "/numeros/{issue}/essai",
    "issue-begin": "/numeros/nouveau",
    "message": "/nouveau-message",
    "accounts": "/reglages/comptes",
    "own-account": "/mon-compte",
    "journal": "/journal",
    "settings": "/reglages",
    "settings-letter": "/reglages/organisation?premiere=1",
    "settings-sender": "/reglages/expediteur?premiere=1",
    "settings-server": "/reglages/serveur?premiere=1",
    "settings-returns": "/reglages/retours?premiere=1",
    "settings-domain": "/reglages/domaines/charte.example",
    "settings-colours": "/reglages/couleurs?premiere=1",
    "article-begin": "/articles/nouveau",
    "articles-bin": "/articles/corbeille",
    "typography": "/articles/{article}/typographie",
    "documents": "/documents",
}
#: Width and height of a window, and whether it is dark.
WINDOWS = {
    "1280-light": (1280, 860, False),
    "1280-dark": (1280, 860, True),
    "320-light": (320, 640, False),
}
#: What a contributor sent, in one file.
_CONTRIBUTIONS = (
    ("Le bus de l’emploi repart", "Un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes."),
    ("Un parrain pour chaque jeune", "Neuf entreprises de la Drôme ont dit oui. Les premières paires se sont formées."),
    ("Rendez-vous à Valence", "Le forum se tient le 17 novembre. On y vient sans CV."),
)
#: What Chromium is started with.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=fr"]


def main() -> None:
    """Take the pictures of the screens that are named, or of all, and replace the old ones."""
    named = set(sys.argv[1:])
    wanted = {screen: path for screen, path in SCREENS.items() if not named or screen.strip("*") in named}
    bundling.make()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.webp") if not named else ():
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        folders.prepare(demo)
        built = building.build(demo, "smtp://127.0.0.1:25", Settings(), cast.draw(), "bench")
        try:
            _photograph(built, wanted)
        finally:
            built.installation.database.engine.dispose()


def _photograph(built: building.Built, wanted: Mapping[str, str]) -> None:
    opened = built.installation
    places = {"issue": built.issue_id, "article": 1} | _staged(opened)
    with opened.database.transaction() as session:
        heartbeats.beat(session, heartbeats.TICK, opened.clock.epoch())
    user = users.add(
        opened, email="claire.aubry@charte.example", name="Claire Aubry", roles=list(Role), actor="bench",
    )  # fmt: skip
    token = sessions.begin(opened, user.id, device="Firefox sous Linux", network="198.51.100.7")
    with served(opened) as url, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, (width, height, dark) in WINDOWS.items():
            for is_stranger in (True, False):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
                    locale="fr-FR",
                )  # fmt: skip
                if not is_stranger:
                    context.add_cookies([{"name": "relais", "value": token, "url": url}])
                page = context.new_page()
                for screen, path in wanted.items():
                    if screen.startswith("*") is is_stranger:
                        _keep(page, url + path.format(**places), f"{screen.strip('*')}-{name}")
                context.close()
        browser.close()


def _staged(opened: Installation) -> dict[str, str]:
    """Set up what the demo does not have: a Word file that waits to be cut, a picture in the bin, a first link."""
    said = "".join(f"<h1>{title}</h1><p>{text}</p>" for title, text in _CONTRIBUTIONS)
    file = received_files.keep(opened, File("Contributions d’octobre.html", said.encode()))
    library = picture_library.listed(opened).entries
    binned = picture_library.crop(opened, library[0].name, Crop(ratio="1:1"), "bench")
    picture_library.remove(opened, binned.name, "bench")
    return {"file": file, "picture": library[0].name, "code": codes.make(opened, Purpose.FIRST_RUN)}


def _keep(page: playwright.Page, address: str, name: str) -> None:
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{address}: {answer and answer.status}")
    picture = PIL.Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", "WEBP", quality=80, method=6)


@contextmanager
def served(opened: Installation) -> Iterator[str]:
    """Serve the pages of an installation while it lasts; yield where."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app.application(opened), log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, args=([door],), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    os.environ.pop("RELAIS_NOW", None)
    main()
