"""The officer's manual, as the console shows it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from fastapi.routing import APIRoute

from accounts.roles import Role
from bench import manual_pictures
from runtime.installation import Installation
from tests.web.console.officers import Officer
from web.console import app, manual_pages

PAGES = sorted(file.stem for file in manual_pages.folder().glob("*.md"))


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """Somebody who reads."""
    return Officer(opened, Role.READ)


def test_every_link_and_picture_leads_somewhere(marie: Officer) -> None:
    """From each page; and the list of all names each."""
    listed = set()
    for name in PAGES:
        address = "/manuel" if name == manual_pages.CONTENTS else f"/manuel/{name}"
        main = lxml.html.fromstring(marie.get(address).text).get_element_by_id("contenu")
        leads = [*main.xpath(".//a/@href"), *main.xpath(".//img/@src")]
        assert {where: marie.get(where).status_code for where in leads} == dict.fromkeys(leads, 200), name
        assert all(main.xpath(".//img/@alt")), name
        listed |= {where.removeprefix("/manuel/") for where in leads} if name == manual_pages.CONTENTS else set()

    assert listed == set(PAGES) - {manual_pages.CONTENTS}


def test_every_screen_has_its_page() -> None:
    """The names that places lead to are pages, and every screen of a picture has one that is not the list."""
    assert {name for _pattern, name in manual_pages.PLACES} <= set(PAGES)
    screens = [re.sub(r"\{\w+\}", "1", path.partition("?")[0]) for path in manual_pictures.SCREENS.values()]
    assert [path for path in screens if manual_pages.about(path) == manual_pages.ADDRESS] == []
    routes = [one for router in app.ROUTERS for one in router.routes if isinstance(one, APIRoute)]
    paths = [re.sub(r"\{[^}]+\}", "1", one.path) for one in routes if "GET" in (one.methods or ())]
    lost = [path for path in paths if manual_pages.about(path) == manual_pages.ADDRESS]
    assert {path.split("/")[1] for path in lost} <= {
        "manuel", "-", "connexion", "demonstration", "deconnexion", "invitation", "mot-de-passe-oublie", "mot-de-passe",
    }  # fmt: skip


def test_every_word_of_a_screen_that_it_quotes_stands_on_a_screen() -> None:
    """What it puts between « » is a button, a heading or a sentence of a page: who looks for it finds it."""
    root = Path(manual_pages.__file__).parents[2]
    sources = [
        *(file for kind in ("*.html", "*.py") for file in (root / "web").rglob(kind)),
        *(file for package in ("campaigns", "lists") for file in (root / package).rglob("*.py")),
    ]
    said = _plain(" ".join(one.read_text("utf-8") for one in sources))
    quoted = {
        (page, words)
        for page in PAGES
        for words in re.findall("« ?(.+?) ?»", _plain((manual_pages.folder() / f"{page}.md").read_text("utf-8")))
    }

    assert {(page, words) for page, words in quoted if words not in said} == set()


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\\u00a0", " ").split())


def test_what_is_no_page_is_not_found(marie: Officer) -> None:
    """Neither a file beside the manual nor one above it."""
    for name in ("inconnu", "..%2FREADME", "images/said.json", "images/..%2F..%2FREADME.md"):
        assert marie.get(f"/manuel/{name}").status_code == 404
