"""Every page that the table of routes has, and the errors, on a telephone: named, with a way out, no wider than it."""

from __future__ import annotations

import re

import playwright.sync_api as playwright
import pytest

from tests.campaigns.post.archives import conftest as archived
from tests.campaigns.post.archives.conftest import publish
from tests.web.browser.conftest import faults, overflow
from tests.web.test_routes import examples

__all__ = ["examples", "publish"]
WIDE = """---
type: legal_news
title: Les mots les plus longs de la convention tiennent en un tableau
---
| Département | Entreprises signataires | Jeunes accueillis | Embauches durables | Adresse électronique |
|---|---:|---:|---:|---|
| Alpes-de-Haute-Provence | 12 | 345 | 67 | accueil.entreprises@mission-locale-des-alpes.example |

Une adresse : https://charte.example/une/adresse/sans/aucune/espace/qui/ne/se/coupe/nulle/part/et/continue
"""
#: Pages that are not there, or no longer.
ERRORS = ("/l/nowhere", "/l/u/abc", "/l/moi/abc", "/l/s/nowhere", "/l/a/99")
#: Parts of other sites, dots, and what is saved as a file.
NO_PAGES = ("/fragments/", "/l/o/", "/lisez-moi.html", ".ics")
#: What a letter on the web looks like is its own affair; its bar is ours.
LETTERS = ("/l/n/", "/l/v/")
#: So is a letter in the frame of a bon à tirer.
FRAMED = re.compile(r"/l/bat/[^/]+/lettre")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the articles has a table wider than any telephone."""
    monkeypatch.setitem(archived.ARTICLES, "legal", WIDE)


@pytest.fixture
def pages(examples: dict[str, str], site: str, page: playwright.Page) -> list[str]:
    """The path of every page of HTML that a person reads."""
    shown = [
        path for path in examples.values() if not any(part in path for part in NO_PAGES) and not FRAMED.fullmatch(path)
    ]
    answers = {path: page.request.get(site + path, max_redirects=0) for path in [*shown, "/l/a/3", *ERRORS]}
    html = [path for path, one in answers.items() if one.headers.get("content-type", "").startswith("text/html")]
    return [path for path in html if answers[path].status not in (302, 405)]


def test_every_page_is_named_leads_on_and_fits(pages: list[str], site: str, page: playwright.Page) -> None:
    """The name of its letter at the top, one heading, a link to what can be read; nothing wider than 320 pixels."""
    assert len(pages) > 25
    for path in pages:
        page.goto(site + path)
        letter = "La Lettre du réseau" if "/reseau/" in path else "La Lettre de la diversité"

        assert letter in page.locator(".relais-bar" if path.startswith(LETTERS) else "header").inner_text(), path
        assert page.locator("h1").count() == 1, path
        assert page.locator('a[href$="/archives"], a[href="/l/"]').count() > 0, path
        assert overflow(page) == 0 or path.startswith(LETTERS), path
        assert faults(page) == [] or path.startswith(LETTERS), path


def test_a_wide_table_is_scrolled_with_the_keys(pages: list[str], site: str, page: playwright.Page) -> None:
    """It has a name and a stop of its own, and moves alone."""
    page.goto(f"{site}/l/a/3")
    table = page.get_by_role("region", name="Tableau 1")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll').scrollLeft > 0")

    assert page.evaluate("window.scrollX") == 0


def test_whoever_reads_finds_where_to_subscribe(pages: list[str], site: str, page: playwright.Page) -> None:
    """On the list, the article, the issue and the front page, while the form is open."""
    for path in ("/l/", "/l/archives", "/l/numeros", "/l/a/1", "/l/n/1"):
        page.goto(site + path)

        assert page.get_by_role("link", name="S’inscrire").first.get_attribute("href") == "/l/s/lettre", path
