"""The letter of welcome: after the mailbox has answered, once, with the way out that every letter has."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from campaigns.acting import launching, ticking
from campaigns.post.welcomes import welcome_letters
from campaigns.post.welcomes.welcome_letters import Change
from lists.kinds import SuppressionReason
from runtime.installation import Installation
from tests import cast, servers
from tests.clocks import MovableClock
from tests.web.conftest import Ask
from tests.web.subscribing.conftest import NEW, audience, link, submit, suppress


def _subscribe(send: Ask, site: Installation, server: servers.Sink) -> None:
    submit(send, NEW)
    ticking.tick(site)
    assert send("POST", link(server, NEW)).status_code == 200


def _received(server: servers.Sink) -> EmailMessage:
    read = email.message_from_bytes(server.letters[NEW], policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


@pytest.fixture
def welcoming(site: Installation) -> Installation:
    """An installation that welcomes."""
    welcome_letters.change(site, Change(is_on=True, subject="Bienvenue", body="Bonjour et **merci**."), "test")
    return site


def test_whoever_confirms_is_welcomed(send: Ask, welcoming: Installation, server: servers.Sink) -> None:
    """It leaves by one click from the mail program, and by the link in its text (RFC 8058)."""
    _subscribe(send, welcoming, server)
    assert ticking.tick(welcoming).did == ["messages.accepted:1"]
    read = _received(server)
    leave = read["List-Unsubscribe"].strip("<>")
    path = leave.removeprefix("https://lettre.exemple.example")

    assert read["Subject"] == "Bienvenue"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert read["List-Id"].endswith(".charte.example>")
    assert read["Auto-Submitted"] is None
    for kind in ("plain", "html"):
        part = read.get_body((kind,))
        assert part is not None
        assert leave in part.get_content()
        assert "merci" in part.get_content()
    assert len(audience(welcoming)) == 2
    assert send("POST", path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert len(audience(welcoming)) == 1


def test_nobody_is_welcomed_unless_it_is_on(send: Ask, site: Installation, server: servers.Sink) -> None:
    """The question is the only message."""
    _subscribe(send, site, server)
    ticking.tick(site)

    assert server.received == {NEW: 1}


def test_whoever_left_meanwhile_is_not_welcomed(send: Ask, welcoming: Installation, server: servers.Sink) -> None:
    """The letter was queued, and is stopped at the door."""
    _subscribe(send, welcoming, server)
    suppress(welcoming, NEW, SuppressionReason.UNSUBSCRIBED, 1)

    assert ticking.tick(welcoming).did == ["messages.excluded:1"]
    assert server.received == {NEW: 1}


def test_whoever_comes_back_is_not_welcomed_again(
    send: Ask, welcoming: Installation, server: servers.Sink, clock: MovableClock
) -> None:
    """Once for a person and a letter, however often the button is pressed."""
    _subscribe(send, welcoming, server)
    send("POST", link(server, NEW))
    ticking.tick(welcoming)
    path = re.sub("^<https://[^/]+|>$", "", _received(server)["List-Unsubscribe"])
    send("POST", path)
    clock.move(timedelta(hours=1))
    _subscribe(send, welcoming, server)
    ticking.tick(welcoming)

    assert len(audience(welcoming)) == 2
    assert server.received == {NEW: 3}


def test_the_last_issue_is_one_click_away(
    send: Ask, welcoming: Installation, server: servers.Sink, tmp_path: Path
) -> None:
    """As soon as there is one on the web."""
    issue = cast.stage(welcoming, tmp_path)
    launching.launch(welcoming, launching.Order(issue, grace=0), "test")
    ticking.tick(welcoming)
    _subscribe(send, welcoming, server)
    ticking.tick(welcoming)
    html = _received(server).get_body(("html",))

    assert html is not None
    assert f'href="https://lettre.exemple.example/l/n/{issue}"' in html.get_content()
