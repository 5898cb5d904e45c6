"""Those who watch share their questions: one a second at most, and none when nobody watches."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import sqlalchemy as sa

from campaigns.acting import launching, steering
from runtime.installation import Installation
from web.console.departures.board import Board


def test_many_watchers_ask_once(staged: Installation) -> None:
    """Twenty screens in a meeting put as many questions to the ledger as one."""
    launching.launch(staged, launching.Order(1, grace=0), "test")
    asked: list[str] = []
    sa.event.listen(staged.database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    board = Board(SimpleNamespace(installation=staged))

    async def watch() -> str:
        async with board.watching(1):
            while (live := board.known(1)) is None:
                await board.turned(5)
            return live.text

    async def all_() -> list[str]:
        return await asyncio.gather(*(watch() for _one in range(20)))

    told = asyncio.run(all_())

    assert len({*told}) == 1
    assert len([one for one in asked if "GROUP BY delivery" in one]) == 1


def test_nobody_is_asked_about_when_nobody_watches(staged: Installation) -> None:
    """The task ends, and begins again with the next who comes."""
    launching.launch(staged, launching.Order(1), "test")
    board = Board(SimpleNamespace(installation=staged))

    async def watched() -> str:
        async with board.watching(1):
            while (live := board.known(1)) is None:
                await board.turned(5)
            return live.progress.state.value

    assert asyncio.run(watched()) == "waiting"
    assert board.known(1) is None
    steering.cancel(staged, 1, "test")
    assert asyncio.run(watched()) == "cancelled"
