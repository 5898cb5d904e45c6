"""How much somebody may send: a body is read before the pages see it, and refused beyond one bound.

Refuses to believe what a request says of its own length: the octets are counted.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import errors

#: Her own page sends five fields of 200 signs, each sign up to six octets in an escaped form.
MOST = 8192


class Bound:
    """Stands before the pages: no body is longer than `MOST` behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, then hand it on.

        Raises:
            errors.TooLong.
        """
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more and (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > MOST:
                raise errors.TooLong
        held: list[Message] = [{"type": "http.request", "body": body, "more_body": more}]

        async def again() -> Message:
            return held.pop() if held else await receive()

        await self._app(scope, again, send)
