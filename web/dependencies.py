"""What pages receive besides the request, and what runs before them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from runtime.installation import Installation
from web.afterwards import Afterwards
from web.limits import RateLimits
from web.sites import Sites

# Coroutines: otherwise each page would wait for a thread.


async def _installation(request: Request) -> Installation:
    opened: Installation = request.app.state.installation
    return opened


async def _sites(request: Request) -> Sites:
    known: Sites = request.app.state.sites
    return known


async def _afterwards(request: Request) -> Afterwards:
    waiting: Afterwards = request.app.state.afterwards
    return waiting


async def _limits(request: Request) -> RateLimits:
    limits: RateLimits = request.app.state.limits
    return limits


async def _count(request: Request) -> None:
    (await _limits(request)).form(request)


#: The installation whose pages these are.
Opened = Annotated[Installation, Depends(_installation)]
#: The letters that these pages name.
Letters = Annotated[Sites, Depends(_sites)]
#: Takes what the visitor does not wait for.
Later = Annotated[Afterwards, Depends(_afterwards)]
#: How often one mailbox may be written to.
Limits = Annotated[RateLimits, Depends(_limits)]
#: Counts a form; raises `web.errors.TooMany` when the sender's network has sent too many.
COUNTED = Depends(_count)
