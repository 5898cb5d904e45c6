"""A mail scanner with a real browser opens every link of a letter, again and again; then its reader clicks once."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import playwright.sync_api as playwright
import pytest
from sqlmodel import select

from campaigns.acting import launching, sending
from campaigns.post.models import Event
from runtime import settings
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.browser.conftest import served
from tests.web.conftest import FIREFOX
from tests.web.test_routes import rows

ARTICLE = cast.ARTICLE + "\nUn [guide](https://charte.example/guide) et [un site](http://cnml.example/).\n"
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@pytest.fixture
def letter(opened: Installation, tmp_path: Path) -> email.message.EmailMessage:
    """The letter that Zoé's server took."""
    with servers.running() as sink:
        found = Installation(
            settings.load(data=tmp_path, base_url=opened.settings.base_url, smtp_url=sink.url),
            opened.database, opened.keyring, opened.clock,
        )  # fmt: skip
        with opened.database.transaction() as session:
            cast.publish(session)
            cast.people(session, opened)
            issue = cast.issue(session, opened, tmp_path, ARTICLE)
        launching.launch(found, launching.Order(issue.id or 0, grace=0), "test")
        with ThreadPoolExecutor(1) as pool:  # the browser's driver holds the loop of this thread
            pool.submit(sending.send, found, 1).result()
        return email.message_from_bytes(sink.letters[cast.ZOE], policy=email.policy.default)


def addresses(letter: email.message.EmailMessage, base_url: str) -> list[str]:
    """Return every address of ours in the letter: of both its parts and of its head."""
    parts = [letter.get_body((kind,)) for kind in ("html", "plain")]
    texts = [str(part.get_content()) for part in parts if part] + [str(letter["List-Unsubscribe"])]
    found = dict.fromkeys(one.rstrip(">.,").replace("&amp;", "&") for text in texts for one in _ADDRESS.findall(text))
    return [one for one in found if one.startswith(base_url)]


def visitor(chromium: playwright.Browser, host: str) -> playwright.BrowserContext:
    """Return a browser with JavaScript, on some network; uvicorn believes the proxy of this machine."""
    return chromium.new_context(user_agent=FIREFOX, extra_http_headers={"X-Forwarded-For": host})


def look(browser: playwright.BrowserContext, url: str) -> None:
    """Open an address in a tab of its own; where it leads to elsewhere, that is not there."""
    page = browser.new_page()
    try:
        page.goto(url, wait_until="load")
    except playwright.Error:
        assert "/l/c/" in url, url
    page.close()


@pytest.fixture
def scanned(
    opened: Installation, letter: email.message.EmailMessage, door: socket.socket, chromium: playwright.Browser,
    clock: MovableClock,
) -> tuple[dict[str, str], dict[str, str]]:  # fmt: skip
    """Every table before and after: a scanner came, then Zoé, on another network, clicked once."""
    before = rows(opened)
    with served(opened, door) as site:
        found = addresses(letter, site)
        assert {one.removeprefix(site)[:5] for one in found} >= {"/l/u/", "/l/c/", "/l/n/", "/l/po"}
        scanner = visitor(chromium, "203.0.113.5")
        for _time in range(3):
            for url in found:
                look(scanner, url)
                scanner.request.head(url, max_redirects=0)
                scanner.request.get(url, max_redirects=0, headers={"Sec-Purpose": "prefetch;prerender"})
        clock.move(timedelta(minutes=1))
        look(visitor(chromium, "198.51.100.9"), next(url for url in found if "/l/c/" in url))
    return before, rows(opened)


def test_a_scanner_changes_nothing_and_a_person_clicks_once(
    opened: Installation, scanned: tuple[dict[str, str], dict[str, str]]
) -> None:
    """No unsubscription, no consent, no preference, no approval, no click of a human but hers."""
    before, after = scanned
    with opened.database.reading() as session:
        heard = session.exec(select(Event)).all()

    assert {name for name in before if before[name] != after[name]} == {"event"}
    assert {event.kind for event in heard} == {"clicked"}
    assert [event.robot for event in heard].count("") == 1
    assert len(heard) > 9 * 3
