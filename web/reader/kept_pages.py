"""Public pages that were drawn already, kept in memory until something that is public changes.

Each request asks whether that is so, together with all that wait at the same time: nobody sees what was withdrawn a
moment before they asked. Owns the pages, within a bound of memory. Refuses pages that are not the same for everybody.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaigns.post.archives import freshness
from runtime.installation import Installation
from web.reader.pages import PUBLIC
from web.together import Together

#: What is drawn from the archive alone.
_KEPT = re.compile(
    r"/l(?:/lettres/[^/]+)?/(?:|archives|numeros|a/[^/]+|n/[^/]+|(?:flux|bonnes-pratiques)\.(?:atom|json)"
    r"|fragments/bonnes-pratiques\.html)"
)
#: Octets of all pages, and of the address of one.
_MOST, _LONGEST = 16_000_000, 300
_CACHED = PUBLIC["Cache-Control"].encode()


@dataclass(frozen=True)
class _Page:
    version: bytes
    head: Message
    body: bytes
    tag: bytes


class KeptPages:
    """Answers from memory in front of the pages."""

    def __init__(self, opened: Installation, pages: ASGIApp) -> None:
        self._pages = pages
        #: What was asked -> the page, the one asked for longest ago first.
        self._kept: OrderedDict[tuple[str, bytes], _Page] = OrderedDict()
        self._octets = 0
        self._version = Together[None, bytes](lambda asked: [freshness.version(opened)] * len(asked))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or have the page drawn."""
        asked = (scope["path"], scope["query_string"])
        is_public = scope["method"] in ("GET", "HEAD") and _KEPT.fullmatch(asked[0])
        if not is_public or len(asked[0]) + len(asked[1]) > _LONGEST:
            await self._pages(scope, receive, send)
            return
        version = await self._version.ask(None)
        page = self._kept.get(asked)
        if page is None or page.version != version:
            page = await self._drawn({**scope, "method": "GET"}, receive, version)
            self._keep(asked, page)
        else:
            self._kept.move_to_end(asked)
        await _tell(page, scope, send)

    async def _drawn(self, scope: Scope, receive: Receive, version: bytes) -> _Page:
        heads: list[Message] = []
        pieces: list[bytes] = []

        async def caught(message: Message) -> None:
            if message["type"] == "http.response.start":
                heads.append(message)
            else:
                pieces.append(message.get("body", b""))

        await self._pages(scope, receive, caught)
        body = b"".join(pieces)
        tag = b'"%s"' % hashlib.blake2b(body, digest_size=12).hexdigest().encode()
        return _Page(version, heads[0], body, tag)

    def _keep(self, asked: tuple[str, bytes], page: _Page) -> None:
        old = self._kept.pop(asked, None)
        self._octets -= len(old.body) if old else 0
        if page.head["status"] != 200 or (b"cache-control", _CACHED) not in page.head["headers"]:
            return
        self._kept[asked] = page
        self._octets += len(page.body)
        while self._octets > _MOST:
            self._octets -= len(self._kept.popitem(last=False)[1].body)


async def _tell(page: _Page, scope: Scope, send: Send) -> None:
    """Send a page, or say that the visitor has it already (RFC 9110 13.1.2)."""
    head, body = page.head, page.body
    headers = list(head["headers"])
    if head["status"] == 200:
        headers.append((b"etag", page.tag))
        if page.tag in next((value for name, value in scope["headers"] if name == b"if-none-match"), b""):
            headers = [one for one in headers if one[0] not in (b"content-length", b"content-type")]
            head, body = {**head, "status": 304}, b""
    await send({**head, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
