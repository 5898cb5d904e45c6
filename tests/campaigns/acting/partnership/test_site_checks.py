"""Whether each partner's site shows the other: seen by the engine, month by month, and proved by what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from campaigns.acting import populating
from campaigns.acting.partnership import site_checks
from campaigns.acting.populating import Partner
from campaigns.checking.links import http_head
from campaigns.checking.links.redirects import Visitor
from campaigns.editorial import partner_identities
from campaigns.partnership import declaring
from campaigns.partnership.errors import NoConvention, PairUnclear
from runtime.files import File
from runtime.installation import Installation
from tests.campaigns.checking.links import sites
from tests.campaigns.partnership.conventions import adopted
from tests.clocks import MovableClock
from tests.names import Names

LINK = '<p><a href="http://www.cnml.example:{port}/accueil"><img src="cnml.png" alt="CNML"></a></p>'
DOOR = http_head.Sockets(patience=2)


def page(body: str) -> bytes:
    """Return a page as a site answers, in pieces of which one cuts an address (RFC 9112 7.1)."""
    octets = f"<!doctype html><title>Partenaires</title>{body}".encode()
    halves = octets[: len(octets) // 2], octets[len(octets) // 2 :], b""
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in halves)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n" + chunks


class Web:
    """Both partners' sites on this machine; what they answer may change."""

    def __init__(self, opened: Installation, site: sites.Site, folder: Path) -> None:
        self.site = site
        names = Names(hosts={"charte.example": ["127.0.0.1"], "cnml.example": ["127.0.0.1"]})
        self.visitor = Visitor(names, DOOR, {site.endpoint})
        with opened.database.transaction() as session:
            populating.enter(session, folder, [self._partner(code) for code in ("charte", "cnml")])

    def _partner(self, code: str) -> Partner:
        url = f"http://{code}.example:{self.site.port}/"
        return Partner(code, partner_identities.IdentityChange(date(2009, 6, 16), name=code.upper(), url=url))


@pytest.fixture
def web(opened: Installation, clock: MovableClock, tmp_path: Path) -> Iterator[Web]:
    """The sites, in October 2009, with the convention; the first page shows the other partner."""
    clock.move(datetime(2009, 10, 1, 8, 0, tzinfo=UTC) - clock.now())
    adopted(opened)
    pages: sites.Pages = {}
    with sites.serving(pages) as site:
        pages["/"] = page(LINK.format(port=site.port))
        yield Web(opened, site, tmp_path)


def proved(opened: Installation) -> list[tuple[str, str]]:
    """Return which clauses are proved by what."""
    return [(one.commitment, one.act) for one in declaring.listed(opened)]


def test_what_a_site_shows_is_evidence(opened: Installation, web: Web) -> None:
    """A link and a logo for the one; the other site leads only to itself, which proves nothing."""
    mine, document, theirs = site_checks.check(opened, "test", web.visitor)

    assert mine.look is not None
    assert (mine.look.link, mine.look.logo, mine.look.reason) == (True, True, "")
    assert theirs.look is not None
    assert (theirs.pair.on, theirs.look.link) == ("cnml", False)
    assert document.pair.document == "plaquette"
    assert proved(opened) == [("E1.S2", "link:charte:cnml"), ("E1.S2", "logo:charte:cnml")]


def test_a_saved_page_serves_where_the_web_is_out_of_reach(opened: Installation, web: Web) -> None:
    """It says of whom it is; a page that could be anybody's is asked about."""
    file = File("accueil.html", b'<a href="https://charte.example">La Charte</a>')
    with pytest.raises(PairUnclear, match="charte → cnml"):
        site_checks.check_file(opened, file, "test")
    checked = site_checks.check_file(opened, file, "test", on="cnml")

    assert checked.is_good
    assert proved(opened) == [("E1.C1b", "link:cnml:charte")]


def test_a_document_is_on_line_where_a_page_links_to_it(opened: Installation, web: Web) -> None:
    """Whatever its version, and wherever it lies."""
    page = File("docs.html", b'<a href="/fichiers/Plaquette-v2.pdf">La plaquette</a>')
    site_checks.check_file(opened, page, "test", of="document:plaquette")

    assert proved(opened) == [("E1.C1a", "document:plaquette")]


def test_each_month_the_tick_looks_again(opened: Installation, web: Web, clock: MovableClock) -> None:
    """Not before; and says what has gone."""

    def look() -> tuple[int, int]:
        done = site_checks.monthly(opened, lambda _opened: web.visitor)
        return len(done.did), len(done.alerts)

    assert look() == (3, 2)
    clock.move(timedelta(days=30))
    assert look() == (0, 0)
    clock.move(timedelta(days=2))
    assert look() == (3, 2)
    assert proved(opened).count(("E1.S2", "link:charte:cnml")) == 2


def test_a_site_out_of_reach_is_no_broken_promise(opened: Installation, web: Web, clock: MovableClock) -> None:
    """Nobody is alarmed: it is tried again the next day."""
    silent = Visitor(Names(is_silent=True), DOOR)

    assert site_checks.monthly(opened, lambda _opened: silent).alerts == ()
    assert [one.look.reason != "" for one in site_checks.listed(opened) if one.look] == [True] * 3
    clock.move(timedelta(days=1, minutes=1))
    assert len(site_checks.monthly(opened, lambda _opened: web.visitor).did) == 3


def test_without_a_convention_nobody_looks(opened: Installation) -> None:
    """Nothing was promised."""
    assert site_checks.monthly(opened).did == ()
    with pytest.raises(NoConvention):
        site_checks.check(opened, "test")
