"""Everything that `relais serve` serves: a door for counted links, then the readers' application or the console."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio.to_thread
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from campaigns.post.hits import spooling
from runtime import installation, settings
from runtime.installation import Installation
from web import departures, hits
from web.afterwards import Afterwards
from web.applications import Application
from web.console import app as console
from web.limits import RateLimits
from web.reader import app as reader
from web.tracking_endpoints import Door

#: Every path below it, and its own name alone, belongs to the readers' application.
_READER = ("/l/", "/l")
#: Pages that are drawn at the same time, each in a thread with a connection of its own: see the pool of
#: `runtime.database`. More would only take turns.
_THREADS = 24


def create() -> Dispatcher:
    """Make the application from the settings of the environment: what `relais serve` hands to uvicorn."""
    return application(installation.open_(settings.load()))


def create_public() -> Dispatcher:
    """Make the same without the console: what `relais serve --public-only` hands to uvicorn."""
    return application(installation.open_(settings.load()), has_console=False)


def application(opened: Installation, limits: RateLimits | None = None, *, has_console: bool = True) -> Dispatcher:
    """Make the application of one installation."""
    return Dispatcher(opened, limits or RateLimits(), has_console=has_console)


class Dispatcher:
    """The outer application. Plain ASGI: as a middleware the door would cost twice as much."""

    def __init__(self, opened: Installation, limits: RateLimits, *, has_console: bool = True) -> None:
        self.spool = spooling.Spool(opened.settings.data)
        #: Both applications share the limits: requests of a network count together, whatever they are for.
        self.afterwards = Afterwards()
        self.reader = reader.application(opened, limits)
        self.console = console.application(opened, limits) if has_console else None
        self.reader.pages.state.afterwards = self.afterwards
        for one in self._applications:
            one.pages.state.refresh = self._refresh
        self._opened = opened
        self._door = Door(opened, self.spool)
        self._router = Router(lifespan=self._running)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at the door, or behind it."""
        if await self._door.answered(scope, send):
            return
        if scope["type"] == "lifespan":
            await self._router.lifespan(scope, receive, send)
        else:
            await self._application(scope["path"])(scope, receive, send)

    def _application(self, path: str) -> Application:
        if self.console is None or path.startswith(_READER[0]) or path == _READER[1]:
            return self.reader
        return self.console

    @property
    def _applications(self) -> list[Application]:
        return [one for one in (self.reader, self.console) if one is not None]

    def _refresh(self) -> None:
        """Let pages know what the console has just set; what runs beside them reads none of it."""
        opened = installation.refreshed(self._opened)
        for one in self._applications:
            one.pages.state.installation = opened

    @asynccontextmanager
    async def _running(self, _router: object) -> AsyncIterator[None]:
        """Run the background work while the server runs; the inner applications start none of their own."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        async with AsyncExitStack() as beside:
            await beside.enter_async_context(hits.recording(self._opened, self.spool))
            await beside.enter_async_context(self.afterwards.running())
            await beside.enter_async_context(departures.recording(self._opened))
            for one in self._applications:
                await beside.enter_async_context(one.pages.router.lifespan_context(one.pages))
            yield
