"""The console's scripts in a real browser: pages of a test, under the console's own policy, by uvicorn."""

from __future__ import annotations

import json
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import playwright.sync_api as playwright
import pytest
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from web import page_rendering
from web.console import app as console
from web.console import assets, bundle_files, bundling

#: What a page says of the policy that it breaks.
_REPORTS = """window.reports = [];
    addEventListener("securitypolicyviolation", event =>
        reports.push(`${event.violatedDirective} ${event.sourceFile}`))"""
_PAGE = """{% import "editing.html" as editing with context %}
<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Un essai</title><link rel="icon" href="/icone">
<link rel="stylesheet" href="{{ asset("console.css") }}">
<script type="module" src="{{ asset("console.js") }}"></script></head>
<body><p id="status" role="status"></p><main><h1>Un essai</h1>
[main]</main></body></html>"""


@pytest.fixture(scope="session", autouse=True)
def bundle() -> None:
    """Make it when `make test` has not."""
    bundling.make()


@dataclass
class Server:
    """Pages that stand in Jinja, and answers that a test prepares."""

    url: str
    #: Path -> what stands on it.
    pages: dict[str, str] = field(default_factory=dict)
    #: Path -> its next answers; the last one stays.
    answers: defaultdict[str, deque[Response]] = field(default_factory=lambda: defaultdict(deque))
    #: What was sent: path, and the decoded JSON or the text of its body.
    sent: list[tuple[str, Any]] = field(default_factory=list)

    def will(self, path: str, *answers: Response) -> None:
        """Say how a path answers from now on."""
        self.answers[path] = deque(answers)

    def to(self, path: str) -> list[Any]:
        """Return what was sent to a path."""
        return [body for at, body in self.sent if at == path]

    async def answer(self, request: Request) -> Response:
        """Answer as the test prepared it."""
        path = request.url.path
        if request.method == "POST":
            text = (await request.body()).decode()
            is_json = request.headers.get("content-type", "").startswith("application/json")
            self.sent.append((path, json.loads(text) if is_json else text))
        waiting = self.answers[path]
        if waiting and (request.method == "POST" or path not in self.pages):
            return waiting.popleft() if len(waiting) > 1 else waiting[0]
        return (
            HTMLResponse(self.pages[path], headers=console.POLICY) if path in self.pages else Response(status_code=204)
        )

    def page(self, path: str, main: str, **values: Any) -> None:
        """Put a page at a path; its body may use the macros of the console."""
        environment = page_rendering.environment(Path(console.__file__).with_name("html"))
        environment.globals |= {"asset": assets.url, "icon": assets.icon, "visitor": None}
        assert isinstance(environment.loader, jinja2.BaseLoader)
        self.pages[path] = environment.from_string(_PAGE.replace("[main]", main)).render(**values)


def saved(version: int, at: str = "14 h 32", **more: Any) -> Response:
    """Return what a save answers."""
    return JSONResponse({"version": version, "saved_at": at, **more})


@pytest.fixture
def server(door: socket.socket) -> Iterator[Server]:
    """Serve while the test lasts."""
    made = Server(f"http://127.0.0.1:{door.getsockname()[1]}")
    served = FastAPI()
    served.include_router(bundle_files.router)
    served.add_api_route("/{path:path}", made.answer, methods=["GET", "POST"], response_model=None)
    config = uvicorn.Config(served, log_config=None, access_log=False)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, args=([door],), daemon=True)
    thread.start()
    yield made
    running.should_exit = True
    thread.join()


@pytest.fixture
def tab(chromium: playwright.Browser) -> Iterator[playwright.Page]:
    """A window under the policy; the test fails when a page broke it, or a script failed."""
    context = chromium.new_context(viewport={"width": 900, "height": 900}, locale="fr-FR")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(_REPORTS)
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    reports = page.evaluate("window.reports ?? []")
    context.close()
    assert (reports, failures) == ([], [])
