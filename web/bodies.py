"""The size limit of request bodies: a body is read before the pages see it, and refused above one limit.

Refuses to trust the declared length of a request: the octets are counted.
"""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope

from web import errors

#: A person's own page sends five fields of 200 characters, each of up to six octets when escaped.
MOST = 8192


async def held(scope: Scope, receive: Receive) -> Receive:
    """Read the body of a request, and return a `receive` that hands it on.

    Raises:
        errors.TooLong; ClientDisconnect: the client left before the end; an incomplete form is not used.
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
