"""The door to the web, tried on real sockets: slow sites, endless heads, certificates."""

from __future__ import annotations

import socket
import ssl
import time
from pathlib import Path

import pytest

from campaigns.checking.links import http_head, public_hosts
from tests.campaigns.checking.links import sites
from tests.mailer import peers

PATIENCE = 0.4


def ask(url: str, door: http_head.Door | None = None) -> http_head.Answer:
    """Ask this machine, whatever the name of the site."""
    return (door or http_head.Sockets(patience=PATIENCE)).ask(public_hosts.target(url), "127.0.0.1")


def drip(wire: socket.socket) -> None:
    """Send a head, a sign at a time, for as long as anybody listens."""
    wire.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        wire.sendall(b"x")
        time.sleep(PATIENCE / 8)


def flood(wire: socket.socket) -> None:
    """Send a head without end, as fast as it goes."""
    wire.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        wire.sendall(b"X: " + b"x" * 5_000 + b"\r\n")


def silence(wire: socket.socket) -> None:
    """Say nothing."""
    wire.recv(1)


def test_a_site_is_asked_by_its_name_at_that_very_address() -> None:
    """The name stands in the request; nobody looks it up again."""
    with sites.serving({"/a?b=1": sites.OK}) as site:
        answer = ask(f"http://site.example:{site.port}/a?b=1#c")

    assert answer == http_head.Answer(200, "")
    assert site.asked[0].startswith(f"GET /a?b=1 HTTP/1.1\r\nHost: site.example:{site.port}\r\n")
    assert "Cookie" not in site.asked[0]


def test_where_a_site_sends_elsewhere_is_told() -> None:
    """As it was written."""
    with sites.serving({"/": sites.moved("/ailleurs", 301)}) as site:
        assert ask(f"http://site.example:{site.port}/") == http_head.Answer(301, "/ailleurs")


@pytest.mark.parametrize("page", [drip, silence, b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00" * 40_000])
def test_what_is_no_answer_in_time_is_unclear(page: sites.Pages) -> None:
    """Whoever drips or says nothing, which he would do for ever, is left at the deadline; the rest is not HTTP."""
    with sites.serving({"/": page}) as site, pytest.raises(http_head.Unclear):  # type: ignore[dict-item]
        ask(f"http://site.example:{site.port}/")


def test_an_endless_head_is_cut() -> None:
    """What came first is enough."""
    with sites.serving({"/": flood}) as site:
        assert ask(f"http://site.example:{site.port}/").status == 200


def test_a_closed_door_is_refused() -> None:
    """Nobody serves there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(http_head.Refused):
        ask(f"http://site.example:{port}/")


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a site named `localhost` shows, and somebody who trusts it."""
    return peers.certificate(tmp_path)


def test_a_certificate_for_the_name_is_trusted(certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    """By whoever knows who vouches for it."""
    shown, trusting = certified
    with sites.serving({"/": sites.OK}, shown) as site:
        assert ask(f"https://localhost:{site.port}/", http_head.Sockets(trusting)).status == 200


def test_a_certificate_for_another_name_is_not(certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    """As in a browser."""
    shown, trusting = certified
    with sites.serving({"/": sites.OK}, shown) as site, pytest.raises(http_head.Untrusted):
        ask(f"https://autre.example:{site.port}/", http_head.Sockets(trusting))


def test_a_certificate_that_nobody_vouches_for_is_not(certified: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    """Readers would see a warning instead of the page."""
    shown, _trusting = certified
    with sites.serving({"/": sites.OK}, shown) as site, pytest.raises(http_head.Untrusted):
        ask(f"https://localhost:{site.port}/")
