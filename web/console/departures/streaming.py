"""`/envois/…/flux`: how a departure goes, as server-sent events (HTML Standard, 9.2), for the page that shows it.

A stream ends by itself after a minute, when the departure is over, and when the server stops; the browser comes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from campaigns.post import states
from runtime import stopping
from web.console.departures.board import Board
from web.console.departures.listing import PATH
from web.console.departures.rights import ReadsHere

router = APIRouter()
#: Seconds that a stream lasts, and after which it looks whether it must end. Milliseconds until a browser comes back.
_LONGEST, _LOOK, _BACK = 60, 0.5, 1_000
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get(f"{PATH}/{{campaign_id:int}}/flux")
async def flow(request: Request, _visitor: ReadsHere, campaign_id: int) -> StreamingResponse:
    """Tell how far it is, now and whenever that changes."""
    return StreamingResponse(
        _events(_board(request.app.state), campaign_id), media_type="text/event-stream", headers=_HEADERS
    )


def _board(state: Any) -> Board:
    if not hasattr(state, "board"):
        state.board = Board(state)
    board: Board = state.board
    return board


async def _events(board: Board, campaign_id: int) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    ends, told = loop.time() + _LONGEST, None
    yield format_sse_event(comment="bonjour", retry=_BACK)
    async with board.watching(campaign_id):
        while loop.time() < ends and not stopping.is_asked():
            live = board.known(campaign_id)
            if live is not None and live is not told:
                yield format_sse_event(event="progress", data_str=live.text)
                told = live
                if live.progress.state in states.CAMPAIGN_OVER:
                    return
            await board.turned(_LOOK)
