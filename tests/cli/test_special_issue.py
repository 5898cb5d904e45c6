"""CO-11: a co-branded special issue as letter, page and paper, from the outside."""

from __future__ import annotations

import html.parser
from pathlib import Path

import PIL.Image
import pytest

from tests import pdfs
from tests.cli import files
from tests.cli.conftest import Relais

SIZES = {"charte": (640, 160), "cnml": (300, 300)}
PRACTICE = "---\ntype: good_practice\ntitle: Relire à deux\n---\nUne conserverie relit ses offres à deux voix.\n"


class Logos(html.parser.HTMLParser):
    """The logos of a page: alternative text -> displayed height, and where a click on it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: dict[str, int] = {}
        self.links: dict[str, str] = {}
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link, and a logo in it."""
        said = dict(attrs)
        if tag == "a":
            self._link = said.get("href") or ""
        alt = said.get("alt") or ""
        if tag == "img" and alt in SIZES and alt not in self.heights:
            width, height = SIZES[alt]
            self.heights[alt] = round(int(said.get("width") or 0) * height / width)
            self.links[alt] = self._link

    def handle_endtag(self, tag: str) -> None:
        """Leave a link."""
        self._link = "" if tag == "a" else self._link


def partner(relais: Relais, code: str, **left_out: bool) -> None:
    """Describe a partner with a logo of its own shape."""
    PIL.Image.new("RGB", SIZES[code], "navy").save(f"{code}.png")
    named = ("partners", "set", code, "--name", code.upper(), "--from", "2009-01-01")
    site = () if left_out.get("site") else ("--url", f"https://{code}.example/")
    logo = () if left_out.get("site") else ("--logo", f"{code}.png", "--logo-alt", code)
    assert relais(*named, *site, *logo).code == 0


@pytest.fixture
def special(composed: Relais) -> Relais:
    """The shell, with two partners of which one is not whole yet, and a special issue of one practice."""
    partner(composed, "charte")
    partner(composed, "cnml", site=True)
    Path("pratique.md").write_text(PRACTICE)
    composed("items", "add", "pratique.md")
    approvers = ("--approver", "charte=Solange Dorval", "--approver", "cnml=Loïc Kermarrec")
    made = composed("issues", "new", "--template", "special", "--title", "Les pratiques de l’année", *approvers)
    assert made.code == 0, made.err
    composed("issues", "add", 2, 2, "--section", "practices")
    return composed


def test_one_missing_logo_refuses_the_issue(special: Relais) -> None:
    """Both partners are on it, or it is not made."""
    checked = special("issues", "check", 2)
    rendered = special("issues", "render", 2, "--as", files.ZOE, "-o", "vu")

    assert checked.code == 1
    assert "le logo de « CNML » manque" in checked.out.replace("\u00a0", " ")
    assert rendered.code != 0


@pytest.mark.parametrize("design", ["", "cobranded"])
def test_both_logos_have_one_height_a_link_and_words(special: Relais, design: str) -> None:
    """A wide one and a square one; in the letter as a page and on paper, in either design."""
    partner(special, "cnml")
    if design:
        assert special("issues", "set", 2, "--design", design).code == 0
    rendered = special("issues", "render", 2, "--as", files.ZOE, "-o", "vu", "--pdf")
    assert rendered.code == 0, rendered.err
    (page,) = Path("vu").glob("*.html")
    seen = Logos()
    seen.feed(page.read_text())
    (paper,) = Path("vu").glob("*.pdf")

    assert set(seen.heights) == set(SIZES)
    assert len(set(seen.heights.values())) == 1
    assert all(seen.links.values())
    assert pdfs.pages(paper.read_bytes()) >= 1
