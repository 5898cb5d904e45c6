"""How much somebody may send: a body is read before the pages see it, and refused beyond one bound.

Refuses to believe what a request says of its own length: the octets are counted.
"""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope

from web import errors

#: Her own page sends five fields of 200 signs, each sign up to six octets in an escaped form.
MOST = 8192


async def held(scope: Scope, receive: Receive) -> Receive:
    """Read the body of a request, and return what hands it on.

    Raises:
        errors.TooLong; ClientDisconnect: whoever sent it is gone before its end, half a form is none.
    """
    if scope["method"] in ("GET", "HEAD"):
        return receive
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST:
            raise errors.TooLong
    kept: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return kept.pop() if kept else await receive()

    return again
