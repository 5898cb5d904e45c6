"""What the reader's application and the console are made of: pages behind a policy, bounds, and a table of errors."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from campaigns.editorial import letter_context
from runtime import logs
from runtime.errors import DatabaseBusy, RelaisError
from runtime.installation import Installation
from runtime.language import _
from web import bodies, errors
from web.limits import RateLimits
from web.refusals import Refusal, Table
from web.sites import Sites

#: Forms that are answered at once, fewer than there are threads: pages that only read do not wait for those that write.
#: Seconds for which a form waits for its turn.
WRITERS, _PATIENCE = 6, 20
#: Whoever leaves waits for no turn: all are written together, see `web.leaves`.
_LEAVE = re.compile(rf"{letter_context.LEAVE_PATH}[^/]+")
_log = logs.logger(__name__)


class Application:
    """One of the applications: all its answers, refusals and failures included, carry its policy."""

    def __init__(
        self, opened: Installation, limits: RateLimits, *, policy: Mapping[str, str], refusals: Table,
        draw: Callable[..., Response],
    ) -> None:  # fmt: skip
        """`draw` makes a page from the name of its file, `status`, `site`, `title` and `sentences`."""
        self._limits = limits
        self._policy = policy
        self._refusals = refusals
        self._draw = draw
        self._seldom = logs.Seldom()
        self._writers = asyncio.Semaphore(WRITERS)
        # A redirection to the same path with or without a slash would be made from the Host header.
        self.pages = FastAPI(
            title="Relais", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
        )  # fmt: skip
        #: Answers requests within our bounds: the pages, or what stands in front of them.
        self.front: ASGIApp = self.pages
        self.pages.state.installation = opened
        self.pages.state.limits = limits
        self.pages.state.sites = self._sites = Sites(opened)
        for kind, refusal in refusals.items():
            self.pages.add_exception_handler(kind, self._handler(refusal))
        self.pages.add_exception_handler(405, self._not_allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, within the bounds of them all."""
        if scope["type"] != "http":
            await self.pages(scope, receive, send)
            return
        sent = self._closing(send)
        try:
            await self._answer(scope, receive, sent)
        except RelaisError as problem:  # the handlers of the pages do not see errors raised before them
            refusal = self._refusals[_kind(problem, self._refusals)]
            await self._said(refusal, problem, scope["path"])(scope, receive, sent)
        except (ClientDisconnect, asyncio.CancelledError):  # the client left, or the server stops
            return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "\0" in scope["path"]:
            raise errors.NotFound  # PostgreSQL has no such character
        self._limits.admit(Request(scope))
        most = await self.admitted(scope)
        body = await bodies.bounded(scope, receive, most)
        # A file takes its time to come: it keeps nobody from their turn.
        if scope["method"] != "POST" or most > bodies.HELD or _LEAVE.fullmatch(scope["path"]):
            await self.front(scope, body, send)
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._writers.acquire()
        except TimeoutError:
            raise DatabaseBusy from None
        try:
            await self.front(scope, body, send)
        finally:
            self._writers.release()

    async def admitted(self, scope: Scope) -> int:  # noqa: ARG002 -- the console asks who sends it
        """Return the octets that the body of a request may have; raises a RelaisError to refuse it unread."""
        return bodies.MOST

    def _closing(self, send: Send) -> Send:
        """Return a `send` that adds the policy; a page may set stricter or looser headers."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._policy.items():
                    headers.setdefault(name, value)
            await send(message)

        return sent

    def _handler(self, refusal: Refusal) -> Callable[[Request, Any], Response]:
        return lambda request, problem: self._said(refusal, problem, request.url.path)

    def _said(self, refusal: Refusal, problem: Exception, path: str) -> Response:
        reason = str(problem)
        if refusal.logged and (unsaid := self._seldom.passes(reason)) is not None:
            _log.error(refusal.logged, reason=reason, unsaid=unsaid)
        sentences = refusal.sentences(problem)
        answer = self._draw(
            refusal.template, status=refusal.status, site=self._sites.remembered(path), title=_(refusal.title),
            sentences=sentences,
        )  # fmt: skip
        answer.headers.update({**refusal.headers, **(getattr(problem, "headers", None) or {})})
        return answer

    def _not_allowed(self, request: Request, problem: Any) -> Response:
        """Say which methods an address has: several routes may share one, and the framework names the first only."""
        methods = {"OPTIONS"}.union(*(route.methods or () for route in self._routes if _stands(route, request.scope)))
        answer = (
            Response(status_code=204)
            if request.method == "OPTIONS"
            else self._said(self._refusals[405], problem, request.url.path)
        )
        answer.headers["Allow"] = ", ".join(sorted(methods))
        return answer

    @cached_property
    def _routes(self) -> list[Any]:
        return [route for route in _flat(self.pages.routes) if hasattr(route, "methods")]


def _flat(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    """Yield every route, those of included routers too."""
    for route in routes:
        included = getattr(route, "original_router", None)
        yield from _flat(included.routes) if included else [route]


def _stands(route: BaseRoute, scope: Scope) -> bool:
    return route.matches(scope)[0] is not Match.NONE


def _kind(problem: RelaisError, refusals: Table) -> type[Exception]:
    """Return the class by which the table knows an error."""
    return next((kind for kind in type(problem).__mro__ if kind in refusals), Exception)
