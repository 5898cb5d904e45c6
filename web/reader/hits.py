"""Counted links, answered before anything else of the application: plain ASGI, a few microseconds each.

A link leads to its destination and nowhere else; a pixel is one dot, whoever asks. Of one reader only what she agrees
to now is known. What is counted is written to the spool before the answer, and recorded behind the pages. Refuses to
change anything: whatever is not a link that this installation signed is left to the pages, which say so in French.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaigns import errors
from campaigns.editorial import rendering
from campaigns.post import tokens
from campaigns.post.hits import counting, links, measuring, robots, spooling
from campaigns.post.hits.measuring import Measured
from campaigns.post.hits.robots import Hit
from lists.kinds import Purpose
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation

_CLICK, _OPEN, _OURS = rendering.CLICK_PATH, rendering.OPEN_PATH, "/l/"
#: One dot that nobody sees.
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
#: Asked for by every page and every letter: they say nothing of who asks.
_SILENT = (rendering.IMAGE_PATH, "/l/static/")
#: Seconds between two waits for the disk, and of these until what was written is counted.
_SYNC, _TURN = 0.2, 10
#: Links, and visitors, kept in memory; seconds for which a visitor is.
_MOST, _REMEMBERED = 10_000, 60
_PRIVATE = [
    (b"content-security-policy", b"default-src 'none'"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex"),
]
_DOT: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"image/gif"), (b"content-length", b"%d" % len(_PIXEL)), *_PRIVATE],
}
_PIXEL_BODY: Message = {"type": "http.response.body", "body": _PIXEL}
#: Where the door tells the pages why it could not answer.
PROBLEM = "relais.problem"
#: In place of the number of a link.
_PIXEL_LINK = 0
_NOTHING: Message = {"type": "http.response.body", "body": b""}
_log = logs.logger(__name__)


class Witness:
    """Writes down that somebody asked: who it was is a number that nobody can turn back, and gone in seconds."""

    def __init__(self, opened: Installation, spool: spooling.Spool) -> None:
        self._clock = opened.clock
        self._spool = spool
        self._salt = secrets.token_bytes(16)
        #: Who was seen in this minute, and under which number.
        self._visitors: dict[tuple[str, bytes], int] = {}
        self._since = 0.0

    def note(self, scope: Scope, campaign_id: int, link: int, delivery_id: int = 0) -> None:
        """Write a hit to the spool."""
        agent, prepares = b"", False
        for name, value in scope["headers"]:
            if name == b"user-agent":
                agent = value
            elif name in robots.PURPOSES:
                prepares = prepares or b"pre" in value.lower()
        rule = robots.of_request(scope["method"], agent, prepares=prepares)
        at = self._clock.now().timestamp()
        client: tuple[str, int] | None = scope["client"]
        visitor = self._visitor(client[0] if client else "", agent, at)
        self._spool.note(Hit(at, campaign_id, link, delivery_id, rule, visitor))

    def _visitor(self, host: str, agent: bytes, at: float) -> int:
        if at - self._since > _REMEMBERED or len(self._visitors) >= _MOST:
            self._visitors.clear()
            self._since = at
        known = self._visitors.get((host, agent))
        if known is None:
            digest = hashlib.blake2b(host.encode() + b" " + agent, key=self._salt, digest_size=8).digest()
            known = self._visitors[host, agent] = int.from_bytes(digest)
        return known


class Door:
    """Stands before the application: answers counted links, lets everything else in."""

    def __init__(self, app: ASGIApp, opened: Installation, spool: spooling.Spool) -> None:
        self._app = app
        self._opened = opened
        self._witness = Witness(opened, spool)
        #: Link tokens that were read: what they say, and the answer.
        self._answers: dict[str, tuple[tokens.Link, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            path: str = scope["path"]
            if path.startswith(_CLICK):
                token, _slash, personal = path[len(_CLICK) :].partition("/")
                found = self._answers.get(token) or await self._read(scope, token)
                if found is not None:
                    link, answer = found
                    if link.campaign_id:
                        whose = await self._whose(personal, Purpose.CLICKS) if personal else measuring.NOBODY
                        delivery_id = whose.delivery_id if whose.campaign_id == link.campaign_id else 0
                        self._witness.note(scope, link.campaign_id, link.number, delivery_id)
                    await send(answer)
                    await send(_NOTHING)
                    return
            elif path.startswith(_OPEN):
                whose = await self._whose(path[len(_OPEN) :].removesuffix(".gif"), Purpose.OPENS)
                if whose.campaign_id:
                    self._witness.note(scope, whose.campaign_id, _PIXEL_LINK, whose.delivery_id)
                await send(_DOT)
                await send(_PIXEL_BODY if scope["method"] == "GET" else _NOTHING)
                return
            elif path.startswith(_OURS) and not path.startswith(_SILENT):
                self._witness.note(scope, 0, int.from_bytes(hashlib.blake2b(path.encode(), digest_size=4).digest()))
        await self._app(scope, receive, send)

    async def _whose(self, token: str, purpose: Purpose) -> Measured:
        """Return whose letter it is, when she says yes to that now; without the database nobody is known."""
        try:
            return await asyncio.to_thread(self._agreed, token, purpose)
        except RelaisError:
            return measuring.NOBODY

    def _agreed(self, token: str, purpose: Purpose) -> Measured:
        if tokens.read_measure(self._opened.keyring, token) is None:  # nothing to ask for
            return measuring.NOBODY
        with self._opened.database.reading() as session:
            return measuring.of(session, self._opened.keyring, token, purpose)

    async def _read(self, scope: Scope, token: str) -> tuple[tokens.Link, Message] | None:
        """Return what a link says and the redirection that it asks for; nothing when it is none of ours."""
        try:
            link = tokens.read_link(self._opened.keyring, token)
            url = await asyncio.to_thread(self._destination, link.destination_id)
        except RelaisError as problem:
            scope[PROBLEM] = problem
            return None
        if url is None:
            return None
        if len(self._answers) >= _MOST:
            self._answers.clear()
        headers = [(b"location", url.encode("ascii")), (b"content-length", b"0"), *_PRIVATE]
        answer = {"type": "http.response.start", "status": 302, "headers": headers}
        return self._answers.setdefault(token, (link, answer))

    def _destination(self, destination_id: int) -> str | None:
        with self._opened.database.reading() as session:
            return links.destination(session, destination_id)


router = APIRouter()


@router.api_route(_OPEN + "{token:path}", methods=["GET", "HEAD"])
def dot() -> Response:
    """Show the dot: the door answered before."""
    return Response(_PIXEL, media_type="image/gif")


@router.api_route(_CLICK + "{token:path}", methods=["GET", "HEAD"])
def show(request: Request) -> Response:
    """Say why a link leads nowhere: the door answered all others."""
    raise request.scope.get(PROBLEM) or errors.LinkRefused


class Pages(FastAPI):
    """An application behind its door. As a middleware the door would cost twice as much."""

    def __init__(self, opened: Installation, **said: Any) -> None:
        spool = spooling.Spool(opened.settings.data)
        super().__init__(lifespan=lambda _app: counting_behind(opened, spool), **said)
        self.spool = spool
        self._door = Door(super().__call__, opened, spool)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at the door, or behind it."""
        await self._door(scope, receive, send)


@asynccontextmanager
async def counting_behind(opened: Installation, spool: spooling.Spool) -> AsyncIterator[None]:
    """Record hits while the application runs, and all that is left when it ends."""
    counter, over = counting.Counter(opened), asyncio.Event()
    beat = asyncio.create_task(_beat(opened, spool, counter, over))
    try:
        yield
    finally:
        over.set()
        await beat
        with suppress(RelaisError):  # the files stay, and the next tick records them
            await asyncio.to_thread(counting.settle, counter, spool)


async def _beat(opened: Installation, spool: spooling.Spool, counter: counting.Counter, over: asyncio.Event) -> None:
    while not over.is_set():
        for _moment in range(_TURN):
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(over.wait(), _SYNC)
            await asyncio.to_thread(spool.sync)
        spool.turn()
        until = opened.clock.now().timestamp() - robots.PATIENCE
        try:
            await asyncio.to_thread(counter.record, spool.closed(), until=until)
        except RelaisError as problem:  # what is on the disk is recorded once the database is back
            _log.warning("hits not recorded yet", reason=str(problem))
