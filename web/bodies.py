"""The size limit of request bodies: a body is read before the pages see it, and refused above a limit.

A form is held whole, so that half of one is none; a file is counted while it passes. Refuses to trust the declared
length of a request: the octets are counted.
"""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope

from web import errors

#: A person's own page sends five fields of 200 characters, each of up to six octets when escaped.
MOST = 8192
#: The longest body that is held in memory.
HELD = 2_000_000


async def bounded(scope: Scope, receive: Receive, most: int = MOST) -> Receive:
    """Return a `receive` that hands on the body of a request, of at most so many octets.

    Raises:
        errors.TooLong; ClientDisconnect: the client left before the end; an incomplete form is not used.
    """
    if scope["method"] in ("GET", "HEAD"):
        return receive
    return await _held(receive, most) if most <= HELD else _counted(scope, receive, most)


async def _held(receive: Receive, most: int) -> Receive:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise errors.TooLong
    kept: list[Message] = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def again() -> Message:
        return kept.pop() if kept else await receive()

    return again


def _counted(scope: Scope, receive: Receive, most: int) -> Receive:
    """Count a file while it passes; browsers say its length, so that most are refused before they are read."""
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > most:
        raise errors.TooLong
    passed = 0

    async def counted() -> Message:
        nonlocal passed
        message = await receive()
        passed += len(message.get("body", b""))
        if passed > most:
            raise errors.TooLong
        return message

    return counted
