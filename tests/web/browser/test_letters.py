"""The letters of the demo as web pages: axe-core finds nothing, nothing is too wide, nothing is anybody's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest
import sqlalchemy as sa

from campaigns.acting import launching
from campaigns.post import tokens
from campaigns.post.models import Delivery
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from templates import catalogue, compiling, designs, letters, samples
from tests import cast, demo
from tests.clocks import MovableClock
from tests.web.browser.conftest import faults, overflow

#: What axe-core asks of pages and not of letters, which are an article in somebody's program.
_OF_PAGES = ("landmark-one-main", "region")


@pytest.fixture
def sent(opened: Installation, clock: MovableClock, tmp_path: Path) -> list[int]:
    """The four issues of the demo, accepted by everybody's server."""
    made = demo.composed(opened, clock, tmp_path)
    for issue in made:
        launching.launch(opened, launching.Order(issue, grace=0), "test")
    with opened.database.transaction() as session:
        session.execute(sa.update(Delivery).values(state=DeliveryState.ACCEPTED.value))
    return made


def _looks(page: playwright.Page) -> Iterator[str]:
    """Show the page on a telephone and as wide as a letter is, in light and in dark."""
    for width, scheme in ((320, "light"), (600, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        yield f"{width}-{scheme}"


def test_axe_finds_nothing_in_the_web_version_of_a_letter(
    sent: list[int], opened: Installation, site: str, page: playwright.Page
) -> None:
    """Of what is numbered, for everybody; of an invitation or a campaign, for who has its address."""
    secret = [f"/l/v/{tokens.mint_web(opened.keyring, issue)}" for issue in sent[2:]]
    for path in [f"/l/n/{issue}" for issue in sent[:2]] + secret:
        page.goto(site + path)
        for look in _looks(page):
            assert (path, look, faults(page), overflow(page)) == (path, look, [], 0)
        assert not [word for word in ("/l/u/", "Amadou", *cast.EVERYBODY) if word in page.content()]
    assert [page.request.get(f"{site}/l/n/{issue}").status for issue in sent[2:]] == [404] * len(sent[2:])


def test_an_article_can_be_shared_with_its_picture(sent: list[int], site: str, page: playwright.Page) -> None:
    """Title, summary and picture, each at a whole address, and the picture is there."""
    page.goto(f"{site}/l/archives?q=parrain")
    page.get_by_role("link", name="Accueillir à deux").click()

    def said(name: str) -> str:
        return page.locator(f'meta[property="{name}"]').get_attribute("content") or ""

    picture = page.request.get(said("og:image"))
    assert page.url == said("og:url") == page.locator("link[rel=canonical]").get_attribute("href")
    assert said("og:title") == "Accueillir à deux, le chef d’équipe et le parrain"
    assert said("og:description").startswith("Dans une fonderie de Moselle")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/png")
    assert int(said("og:image:width")) >= 1072


@pytest.mark.parametrize("name", [name for name in catalogue.EMAILS if name not in ("newsletter", "special")])
def test_axe_finds_nothing_in_the_others(name: str, page: playwright.Page) -> None:
    """As their readers' mail programs show them."""
    letter = compiling.compile_sample(name)
    _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
    page.set_content(html, wait_until="domcontentloaded")
    for look in _looks(page):
        found = [one for one in faults(page) if not one.startswith(_OF_PAGES)]
        assert (look, found, overflow(page)) == (look, [], 0)


@pytest.mark.parametrize("design", [design for design in designs.DESIGNS if designs.folder(design)])
def test_axe_finds_nothing_in_any_design(design: str, page: playwright.Page) -> None:
    """Of an issue, in every width and light."""
    for name, widths in (("newsletter", (320, 600, 1280)), ("special", (320,))):
        letter = compiling.compile_sample(name, design=design)
        _subject, html, _text = letters.preview(letter.variant(letter.conditions), samples.VALUES)
        page.set_content(html, wait_until="domcontentloaded")
        for width, scheme in itertools.product(widths, ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = [one for one in faults(page) if not one.startswith(_OF_PAGES)]
            assert (name, width, scheme, found, overflow(page)) == (name, width, scheme, [], 0)
