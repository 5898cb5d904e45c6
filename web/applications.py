"""What the reader's application and the console are made of: pages behind a policy, bounds, and a table of errors."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from runtime import logs
from runtime.installation import Installation
from runtime.language import _
from web import bodies, errors
from web.limits import RateLimits
from web.refusals import Refusal, Table

_log = logs.logger(__name__)


class Application:
    """One of the applications: all its answers, refusals and failures included, carry its policy."""

    def __init__(
        self, opened: Installation, limits: RateLimits, *, policy: Mapping[str, str], refusals: Table,
        draw: Callable[..., Response],
    ) -> None:  # fmt: skip
        """`draw` makes a page from the name of its file, `status`, `title` and `sentences`."""
        self._limits = limits
        self._policy = policy
        self._refusals = refusals
        self._draw = draw
        self.pages = FastAPI(title="Relais", docs_url=None, redoc_url=None, openapi_url=None)
        self.pages.state.installation = opened
        self.pages.state.limits = limits
        for kind, refusal in refusals.items():
            self.pages.add_exception_handler(kind, self._handler(refusal))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, within the bounds of them all."""
        if scope["type"] != "http":
            await self.pages(scope, receive, send)
            return
        try:
            self._limits.admit(Request(scope))
            body = await bodies.held(scope, receive)
        except errors.WebError as problem:  # the handlers of the pages do not see errors raised before them
            await self._said(self._refusals[type(problem)], problem)(scope, receive, self._closing(send))
        except (ClientDisconnect, asyncio.CancelledError):  # the client left, or the server stops
            return
        else:
            await self.pages(scope, body, self._closing(send))

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
        return lambda _request, problem: self._said(refusal, problem)

    def _said(self, refusal: Refusal, problem: Exception) -> Response:
        if refusal.logged:
            _log.error(refusal.logged, reason=str(problem))
        sentences = refusal.sentences(problem)
        answer = self._draw(refusal.template, status=refusal.status, title=_(refusal.title), sentences=sentences)
        answer.headers.update(getattr(problem, "headers", None) or {})
        return answer
