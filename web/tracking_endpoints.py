"""Counted links, answered before anything else: plain ASGI, a few microseconds each.

A link leads to its destination and nowhere else; a pixel is the same dot for everybody. A reader is identified only
with current consent. Hits are written to the spool before the answer. Refuses to change anything: whatever is not
a link that this installation signed is left to the pages, which say so in French.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import time
from typing import NamedTuple

from starlette.types import Message, Scope, Send

from campaigns.editorial import letter_context
from campaigns.post import tokens
from campaigns.post.hits import link_repairs, measure_consent, spooling
from campaigns.post.hits.measure_consent import Measured
from lists.kinds import Purpose
from runtime.errors import RelaisError
from runtime.installation import Installation
from web.hits import Witness

_CLICK, _OPEN, _OURS = letter_context.CLICK_PATH, letter_context.OPEN_PATH, "/l/"
#: One invisible dot.
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
#: Requested by every page and every letter: they say nothing about the visitor.
_SILENT = (letter_context.IMAGE_PATH, "/l/static/")
#: Links kept in memory.
_MOST = 10_000
#: Seconds for which they are kept.
_FRESH = 60.0
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
    "headers": [(b"content-type", b"image/gif"), (b"content-length", b"%d" % len(PIXEL)), *_PRIVATE],
}
_PIXEL_BODY: Message = {"type": "http.response.body", "body": PIXEL}
#: Where the door tells the pages why it could not answer.
PROBLEM = "relais.problem"
#: In place of the number of a link.
_PIXEL_LINK = 0
_NOTHING: Message = {"type": "http.response.body", "body": b""}


class _Known(NamedTuple):
    """What a link says, and the answer to it."""

    link: tokens.Link
    answer: Message
    #: On the monotonic clock: after this it is read again, because where a link leads may have been put right.
    until: float


class Door:
    """Answers counted links, and notes requests for our other pages."""

    def __init__(self, opened: Installation, spool: spooling.Spool) -> None:
        self._opened = opened
        self._witness = Witness(opened, spool)
        #: By the tokens of links already read.
        self._answers: dict[str, _Known] = {}

    async def answered(self, scope: Scope, send: Send) -> bool:
        """Answer and return true; or return false, and the applications must answer."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return False
        path: str = scope["path"]
        if path.startswith(_CLICK):
            token, _slash, personal = path[len(_CLICK) :].partition("/")
            found = self._answers.get(token)
            if found is None or found.until < time.monotonic():
                found = await self._read(scope, token)
            if found is not None:
                link, answer, _until = found
                if link.campaign_id:
                    whose = await self._whose(personal, Purpose.CLICKS) if personal else measure_consent.NOBODY
                    delivery_id = whose.delivery_id if whose.campaign_id == link.campaign_id else 0
                    self._witness.note(scope, link.campaign_id, link.number, delivery_id)
                await send(answer)
                await send(_NOTHING)
            return found is not None
        if path.startswith(_OPEN):
            await self._shown(scope, send, path[len(_OPEN) :].removesuffix(".gif"))
            return True
        if path.startswith(_OURS) and not path.startswith(_SILENT):
            self._witness.note(scope, 0, int.from_bytes(hashlib.blake2b(path.encode(), digest_size=4).digest()))
        return False

    async def _shown(self, scope: Scope, send: Send, token: str) -> None:
        whose = await self._whose(token, Purpose.OPENS)
        if whose.campaign_id:
            self._witness.note(scope, whose.campaign_id, _PIXEL_LINK, whose.delivery_id)
        await send(_DOT)
        await send(_PIXEL_BODY if scope["method"] == "GET" else _NOTHING)

    async def _whose(self, token: str, purpose: Purpose) -> Measured:
        """Return the reader behind a token, if they consent to this purpose now; without the database, `NOBODY`."""
        try:
            return await asyncio.to_thread(measure_consent.agreed, self._opened, token, purpose)
        except RelaisError:
            return measure_consent.NOBODY

    async def _read(self, scope: Scope, token: str) -> _Known | None:
        """Return what a link says and the redirection that it asks for; `None` when it is not ours."""
        try:
            link = tokens.read_link(self._opened.keyring, token)
            url = await asyncio.to_thread(link_repairs.destination, self._opened, link)
        except RelaisError as problem:
            scope[PROBLEM] = problem
            return None
        if url is None:
            return None
        if len(self._answers) >= _MOST:
            self._answers.clear()
        headers = [(b"location", url.encode("ascii")), (b"content-length", b"0"), *_PRIVATE]
        answer = {"type": "http.response.start", "status": 302, "headers": headers}
        known = _Known(link, answer, time.monotonic() + _FRESH)
        self._answers[token] = known
        return known
