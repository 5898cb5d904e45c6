"""Work for many at once: each has an answer of their own, made of work that began after they asked."""

from __future__ import annotations

import asyncio
import threading

import pytest

from runtime.errors import DatabaseBusy
from web import together
from web.together import Together


def test_who_comes_meanwhile_waits_for_the_next_work() -> None:
    """All of them together."""
    batches: list[list[int]] = []
    go = threading.Event()

    async def ask() -> list[int]:
        loop, begun = asyncio.get_running_loop(), asyncio.Event()

        def work(asked: list[int]) -> list[int]:
            batches.append(asked)
            loop.call_soon_threadsafe(begun.set)
            go.wait(10)
            return [one * 2 for one in asked]

        each = Together(work)
        first = asyncio.create_task(each.ask(1))
        await begun.wait()
        others = [asyncio.create_task(each.ask(number)) for number in (2, 3, 4)]
        await asyncio.sleep(0)
        go.set()
        return list(await asyncio.gather(first, *others))

    assert asyncio.run(ask()) == [2, 4, 6, 8]
    assert batches == [[1], [2, 3, 4]]


def test_an_error_is_told_to_whom_it_belongs() -> None:
    """One of them, or all when the work itself failed; then it goes on."""

    def work(asked: list[int]) -> list[int | Exception]:
        if 7 in asked:
            raise ZeroDivisionError
        return [ValueError() if one == 0 else one for one in asked]

    async def ask(*asked: int) -> list[int | BaseException]:
        each = Together(work)
        return list(await asyncio.gather(*(each.ask(one) for one in asked), return_exceptions=True))

    assert [type(one) for one in asyncio.run(ask(1, 0, 2))] == [int, ValueError, int]
    assert [type(one) for one in asyncio.run(ask(7, 1))] == [ZeroDivisionError, ZeroDivisionError]


def test_not_everybody_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound they are told to come back."""
    monkeypatch.setattr(together, "_MOST", 3)

    async def ask() -> list[int | BaseException]:
        each = Together[int, int](list)
        return list(await asyncio.gather(*(each.ask(one) for one in range(5)), return_exceptions=True))

    assert [type(one) for one in asyncio.run(ask())] == [int, int, int, DatabaseBusy, DatabaseBusy]
