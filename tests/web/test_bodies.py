"""Nobody fills our memory: what is longer than any form of ours is refused, wherever it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import pytest

from campaigns.post.readers import unsubscribing
from runtime.installation import Installation
from tests import cast
from tests.web.conftest import Ask
from tests.web.test_app import CHANGING
from web import app, bodies
from web.reader import app as reader

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def by_pieces() -> AsyncIterator[bytes]:
    """Send what says nothing of its length."""
    for _piece in range(9):
        yield b"x" * 1024


@pytest.mark.parametrize("content", [b"why=" + b"x" * bodies.MOST, None])
@pytest.mark.parametrize("path", sorted(path for _method, path in CHANGING))
def test_a_long_body_is_refused_in_french(ask: Ask, list_id: int, path: str, content: bytes | None) -> None:
    """Said or not, on every page that takes one, with the headers of every page."""
    answer = ask("POST", path, content=content or by_pieces(), headers=FORM)

    assert answer.status_code == 413
    assert "Envoi trop long" in answer.text
    assert answer.headers["content-security-policy"] == reader.POLICY["Content-Security-Policy"]


def test_nothing_is_done_on_a_long_body(ask: Ask, opened: Installation, link: str) -> None:
    """A mail program sends 26 octets."""
    ask("POST", link, content=b"x" * 100_000)

    assert not unsubscribing.look(opened, link.rpartition("/")[2]).done


@pytest.mark.parametrize("path", ["/", "/anything"])
def test_the_console_takes_no_more(ask: Ask, path: str) -> None:
    """It has the same bound, and says so in its own page."""
    answer = ask("POST", path, content=by_pieces(), headers=FORM)

    assert (answer.status_code, answer.headers["referrer-policy"]) == (413, "same-origin")
    assert "Envoi trop long" in answer.text


def test_half_a_form_is_none(opened: Installation, link: str) -> None:
    """Whoever is cut off in the middle has sent nothing, and nobody is answered."""
    said: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"List-Unsubscribe=One-", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return said.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": link, "headers": [], "query_string": b"", "client": ("::1", 1)}
    asyncio.run(app.application(opened)(scope, receive, send))

    assert not unsubscribing.look(opened, link.rpartition("/")[2]).done
    assert sent == []


def test_the_longest_form_is_let_in(ask: Ask, opened: Installation, list_id: int) -> None:
    """Five fields, full of accents, and as many pieces."""
    fields = ("civility", "first_name", "last_name", "function", "phone")
    said: dict[str, Any] = {"contact": 1, **dict.fromkeys(fields, "é" * 200)}

    assert ask("POST", "/l/moi/x/corriger", data=said).status_code == 404
    assert ask("POST", "/l/moi", data={"email": cast.ZOE}).status_code == 200
