"""Following links from hop to hop, on real sites of this machine."""

from __future__ import annotations

import pytest

from campaigns.checking.links import http_head
from campaigns.checking.links.link_states import LinkState
from campaigns.checking.links.public_hosts import HostTarget
from campaigns.checking.links.redirects import Visitor
from tests.campaigns.checking.links import sites
from tests.names import Names

DOOR = http_head.Sockets(patience=1.0)


def visitor(site: sites.Site, **hosts: list[str]) -> Visitor:
    """Return a visitor who may come to a site of this machine, and knows it as `site.fr`."""
    names = {f"{name}.fr": addresses for name, addresses in hosts.items()}
    return Visitor(Names(hosts={"site.fr": ["127.0.0.1"], **names}), DOOR, {site.endpoint})


def outcome(pages: sites.Pages, path: str = "/", **hosts: list[str]) -> tuple[LinkState, str]:
    """Follow a link to a site that has these pages; `PORT` in them is its own."""
    with sites.serving(pages) as site:
        for name, page in pages.items():
            if isinstance(page, bytes):
                pages[name] = page.replace(b"PORT", str(site.port).encode())
        visit = visitor(site, **hosts).visit(f"http://site.fr:{site.port}{path}")
    return visit.outcome, visit.reason


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (sites.OK, LinkState.ALIVE),
        (sites.status(204), LinkState.ALIVE),
        (sites.status(404), LinkState.DEAD),
        (sites.status(410), LinkState.DEAD),
        (sites.status(403), LinkState.DOUBTFUL),
        (sites.status(429), LinkState.DOUBTFUL),
        (sites.status(500), LinkState.DOUBTFUL),
        (sites.status(302), LinkState.DOUBTFUL),
        (b"", LinkState.DOUBTFUL),
    ],
)
def test_what_a_site_answers_is_judged(answer: bytes, expected: LinkState) -> None:
    """Gone is gone; whoever turns a machine away may let readers in."""
    assert outcome({"/": answer})[0] is expected


@pytest.mark.parametrize("to", ["/b", "http://site.fr:PORT/b", "//site.fr:PORT/b", "/b#ici", "b"])
def test_a_site_that_moved_is_followed(to: str) -> None:
    """However it writes where."""
    assert outcome({"/": sites.moved(to), "/b": sites.OK}) == (LinkState.ALIVE, "")


def test_where_it_moved_may_be_gone() -> None:
    """The end of the way counts."""
    assert outcome({"/": sites.moved("/b", 308), "/b": sites.status(404)})[0] is LinkState.DEAD


def test_a_way_without_end_is_left() -> None:
    """After six hops."""
    found, reason = outcome({"/": sites.moved("/")})

    assert found is LinkState.DEAD
    assert "sans fin" in reason


def test_an_address_that_is_not_ascii_is_encoded() -> None:
    """Some sites write UTF-8 where HTTP has none."""
    pages: sites.Pages = {"/": "HTTP/1.1 302 Moved\r\nLocation: /été\r\n\r\n".encode(), "/%C3%A9t%C3%A9": sites.OK}

    assert outcome(pages) == (LinkState.ALIVE, "")


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://dedans.fr/", "http://melange.fr/",
        "file:///etc/passwd", "http://user@site.fr/", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_nobody_is_led_into_the_network(to: str) -> None:
    """By no redirection, whatever name or number it uses."""
    found, reason = outcome({"/": sites.moved(to)}, dedans=["10.0.0.1"], melange=["93.184.215.14", "127.0.0.1"])

    assert found is LinkState.DEAD
    assert reason


def test_a_private_address_is_never_knocked_at() -> None:
    """Not even to see whether somebody is there."""
    with sites.serving({"/": sites.OK}) as site:
        nobody = Visitor(Names(hosts={"site.fr": ["127.0.0.1"]}), DOOR)
        found = [
            nobody.visit(f"http://{host}:80/").outcome
            for host in ("127.0.0.1", "[::ffff:7f00:1]", "site.fr", "localhost")
        ]

    assert found == [LinkState.DEAD] * 4
    assert site.asked == []


class Turning(Names):
    """Answers with a public address once, then with one of this machine (DNS rebinding)."""

    def addresses(self, host: str) -> list[str]:
        """See `resolving.Resolver`."""
        super().addresses(host)
        return ["93.184.215.14"] if len(self.asked) == 1 else ["127.0.0.1"]


class Recording:
    """Remembers which addresses were asked."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def ask(self, target: HostTarget, address: str, most: int = 0) -> http_head.Answer:
        """See `http_head.Door`."""
        self.addresses.append(address)
        return http_head.Answer(302 if target.path == "/" else 200, "/b")


def test_a_name_is_resolved_once_a_hop_and_that_address_is_asked() -> None:
    """What it says the second time is looked at like the first."""
    names, door = Turning(), Recording()
    visit = Visitor(names, door).visit("http://site.fr/")

    assert visit.outcome is LinkState.DEAD
    assert door.addresses == ["93.184.215.14"]
    assert names.asked == ["site.fr", "site.fr"]


def test_the_next_address_is_tried_when_the_first_does_not_answer() -> None:
    """A site with two machines of which one is down is there."""
    with sites.serving({"/": sites.OK}) as site:
        names = Names(hosts={"site.fr": ["127.0.0.2", "127.0.0.1"]})
        allowed = {site.endpoint, f"127.0.0.2:{site.port}"}
        assert Visitor(names, DOOR, allowed).visit(f"http://site.fr:{site.port}/").outcome is LinkState.ALIVE


def test_a_port_that_is_none_of_the_web_is_not_visited() -> None:
    """A person opens it."""
    visit = Visitor(Names(), DOOR).visit("https://site.fr:8443/")

    assert visit.outcome is LinkState.DOUBTFUL
    assert "8443" in visit.reason


def test_a_name_that_does_not_exist_is_dead() -> None:
    """Nobody is asked."""
    assert Visitor(Names(), DOOR).visit("https://site.fr/").outcome is LinkState.DEAD


def test_without_a_network_nothing_is_concluded() -> None:
    """A server in a closed network says so, once."""
    assert Visitor(Names(is_silent=True), DOOR).visit("https://site.fr/").outcome is LinkState.UNREACHED


def test_many_links_are_followed_side_by_side_in_order() -> None:
    """The order of the letter is that of the answer."""
    pages: sites.Pages = {f"/{number}": sites.OK for number in range(0, 20, 2)}
    with sites.serving(pages) as site:
        links = [f"http://site.fr:{site.port}/{number}" for number in range(20)]
        visits = visitor(site).visit_all(links)

    assert [visit.url for visit in visits] == links
    assert [visit.outcome for visit in visits] == [LinkState.ALIVE, LinkState.DEAD] * 10
