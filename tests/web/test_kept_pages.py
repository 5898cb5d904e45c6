"""Pages in memory: as quick as they are right, and never a page of yesterday."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from campaigns.editorial.models import Issue, Publication
from campaigns.post.archives import freshness, public_archive, withdrawing
from tests.campaigns.post.archives.conftest import Publish, publish
from tests.web.conftest import Site
from web.reader import kept_pages

__all__ = ["publish"]


@pytest.fixture
def archive(site: Site, publish: Publish) -> Site:
    """The pages with issue 1 in them."""
    publish()
    return site


def test_a_page_is_drawn_once(archive: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second visitor has it from memory, with the very same octets and headers."""
    first = archive.ask("GET", "/l/archives?q=bus")
    monkeypatch.setattr(public_archive, "search", None)  # it cannot be drawn again
    second = archive.ask("GET", "/l/archives?q=bus")

    assert (second.status_code, second.content, second.headers) == (200, first.content, first.headers)
    assert archive.ask("HEAD", "/l/archives?q=bus").content == b""


def test_what_a_visitor_has_is_not_sent_again(archive: Site) -> None:
    """RFC 9110 13.1.2: 304, with the same name of that state."""
    tag = archive.ask("GET", "/l/a/1-le-bus").headers["etag"]
    again = archive.ask("GET", "/l/a/1-le-bus", If_None_Match=f'"other", {tag}')

    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert archive.ask("GET", "/l/a/1-le-bus", If_None_Match='"other"').status_code == 200


@pytest.mark.parametrize("path", ["/l/archives", "/l/a/1-le-bus", "/l/n/1", "/l/flux.atom", "/l/flux.json"])
def test_what_is_withdrawn_is_gone_at_once(archive: Site, path: str) -> None:
    """The next visitor does not read it, however often it was read before."""
    before = [archive.ask("GET", path).text for _time in range(3)]
    with archive.opened.database.transaction() as session:
        withdrawing.take_out(session, 1, note="À sa demande.", on=date(2010, 3, 3))

    assert ["Le bus de l’emploi" in text for text in before] == [True] * 3
    assert archive.ask("GET", path).text != before[0]


@pytest.mark.dialects
def test_each_change_of_what_is_public_is_seen(archive: Site, publish: Publish) -> None:
    """The name of the letter, the title of an issue, another issue."""
    opened, seen = archive.opened, []

    def change(statement: sa.Update) -> None:
        seen.append(freshness.version(opened))
        with opened.database.transaction() as session:
            session.execute(statement)

    change(sa.update(Publication).values(name="La Feuille"))
    change(sa.update(Issue).values(title="Corrigé"))
    seen += [freshness.version(opened), freshness.version(opened)]
    publish()

    assert len({*seen, freshness.version(opened)}) == 4


def test_the_memory_of_pages_has_a_bound(archive: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever searches for thousands of words fills nothing; what was asked for last stays."""
    monkeypatch.setattr(kept_pages, "_MOST", 20_000)
    for number in range(30):
        archive.ask("GET", f"/l/archives?q=mot{number}")
    front = archive.pages.reader.front
    assert isinstance(front, kept_pages.KeptPages)
    kept = front._kept

    assert 0 < sum(len(page.body) for page in kept.values()) == front._octets <= 20_000
    assert next(reversed(kept)) == ("/l/archives", b"q=mot29")


def test_what_is_not_there_is_not_kept(archive: Site) -> None:
    """It may be there tomorrow, and names without end would fill the memory."""
    for number in range(5):
        assert archive.ask("GET", f"/l/a/{number + 900}").status_code == 404
    front = archive.pages.reader.front
    assert isinstance(front, kept_pages.KeptPages)

    assert len(front._kept) == 0
