"""What is done with a connection in these tests, and an honest peer. Owns no test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from mailer.smtp import Connection, HandedOver, Outcome
from tests.mailer import peers
from tests.mailer.peers import FIRST, LETTER, READY, SECOND, Talk

HEAVY = LETTER + (b"x" * 78 + b"\r\n") * 250_000


async def offer(connection: Connection) -> Outcome | None:
    return await connection.offer(FIRST)


async def hand_over_two(connection: Connection) -> tuple[HandedOver, HandedOver]:
    assert await connection.offer(FIRST) is None
    first = await connection.hand_over(LETTER, SECOND)
    return first, await connection.hand_over(LETTER)


async def hand_over_one(connection: Connection) -> HandedOver:
    assert await connection.offer(FIRST) is None
    return await connection.hand_over(LETTER)


async def hand_over_and_offer(connection: Connection) -> HandedOver:
    assert await connection.offer(FIRST) is None
    return await connection.hand_over(LETTER, SECOND)


async def accept_one(talk: Talk, offers: tuple[str, ...] = peers.USUAL) -> None:
    """Play honestly until the dot of the first letter is there, and what follows it in the same write."""
    await talk.greet(offers)
    await talk.hear(3)
    await talk.say(READY)
    await talk.hear_letter()


async def until(condition: Callable[[], object]) -> None:
    """Let the loop turn until something has come about: what is on its way in this machine needs no time, but turns."""
    while not condition():  # noqa: ASYNC110 -- nobody would set an event
        await asyncio.sleep(0)


async def until_lost(connection: Connection) -> None:
    """Wait until a connection knows that it has ended."""
    await until(lambda: not connection.is_usable)


async def hand_over_a_heavy_one(connection: Connection) -> HandedOver:
    """More than every buffer on the way can hold."""
    await connection.offer(FIRST)
    return await connection.hand_over(HEAVY)
