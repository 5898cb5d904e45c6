"""A browser without a server between: requests go straight into the application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_from_bytes

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import select

from campaigns.post import tokens
from campaigns.post.hits import counting
from campaigns.post.hits.counting import Counter
from campaigns.post.models import Event
from lists import addresses
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast
from web import app

Ask = Callable[..., httpx.Response]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def list_id(opened: Installation) -> int:
    """The mailing list of a publication with a hostile name; Zoé is on it."""
    with opened.database.transaction() as session:
        publication = cast.publish(session)
        publication.name = "<script>alert(1)</script>"
        session.add(publication)
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Ateliers Brumevent"))
        return publication.mailing_list_id


@pytest.fixture
def ask(opened: Installation) -> Ask:
    """Send one request, as `ask("GET", "/l/…")`."""
    return browser(opened)


def browser(opened: Installation, *, has_console: bool = True) -> Ask:
    """Return what asks the application of one installation."""
    application = app.application(opened, has_console=has_console)

    def send(method: str, path: str, **said: Any) -> httpx.Response:
        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(application, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                return await client.request(method, path, **said)

        answer = asyncio.run(sent())
        application.afterwards.do_all()
        return answer

    return send


def zoes_key(opened: Installation) -> bytes:
    """Return the keyed hash of Zoé's address."""
    return suppressing.address_key(opened.keyring, addresses.parse(cast.ZOE))


@pytest.fixture
def link(opened: Installation, list_id: int) -> str:
    """The link in Zoé's letter."""
    return "/l/u/" + tokens.mint_leave(opened.keyring, list_id, 7, zoes_key(opened))


class Site:
    """The pages that readers see of an installation, and what its visitors do."""

    def __init__(self, opened: Installation) -> None:
        self.opened = opened
        self.pages = app.application(opened, has_console=False)

    def ask(
        self, method: str, path: str, host: str = "198.51.100.7", content: str = "", **headers: str
    ) -> httpx.Response:
        """Send one request from a network address."""

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self.pages, client=(host, 1), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                named = {"User-Agent": FIREFOX} | {name.replace("_", "-"): value for name, value in headers.items()}
                return await client.request(method, path, headers=named, content=content)

        return asyncio.run(sent())

    def send(self, path: str, host: str, **typed: str) -> httpx.Response:
        """Send a form from a network address."""

        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(self.pages, client=(host, 1), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                return await client.post(path, data=typed)

        answer = asyncio.run(sent())
        self.pages.afterwards.do_all()
        return answer

    def crowd(self, asked: list[tuple[str, str]], then: Callable[[], object]) -> list[httpx.Response]:
        """Send many requests of this machine at once, call `then` after the first answer; return them as they came."""

        async def sent() -> list[httpx.Response]:
            transport = httpx.ASGITransport(self.pages, client=("127.0.0.1", 1), raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                coming = asyncio.as_completed([client.request(*one) for one in asked])
                answers = [await next(coming)]
                then()
                return answers + [await one for one in coming]

        return asyncio.run(sent())

    def post(self, path: str, host: str, typed: dict[str, bytes], **headers: str) -> httpx.Response:
        """Send a form whose values are octets."""
        body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in typed.items())
        return self.ask("POST", path, host, content=body, Content_Type="application/x-www-form-urlencoded", **headers)

    def counted(self) -> list[tuple[int | None, str]]:
        """Return the link and the verdict of every event."""
        counting.settle(Counter(self.opened), self.pages.spool)
        with self.opened.database.reading() as session:
            return [(event.link, event.robot) for event in session.exec(select(Event).order_by(sa.text("id")))]


@pytest.fixture
def site(opened: Installation) -> Site:
    """The pages."""
    return Site(opened)
