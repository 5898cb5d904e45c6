"""What every page shares: where it stands, what it answers to strangers, and that it trusts no header."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, MutableMapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount

from campaigns.post.readers import unsubscribing
from runtime import installation, settings
from runtime.installation import Installation
from tests.docs import tree
from tests.web.conftest import Ask, browser
from web import app
from web.console import app as console
from web.errors import TooLong, TooMany
from web.reader import app as reader

#: The only routes that change something, and by which method.
CHANGING = {
    ("POST", "/l/u/{token}"),
    ("POST", "/l/u/{act}/annuler"),
    ("POST", "/l/u/{act}/raison"),
    ("POST", "/l/k/{token}"),
    ("POST", "/l/s/{name}"),
    ("POST", "/l/s/{name}/{token}"),
    ("POST", "/l/p/{token}"),
    ("POST", "/l/p/{token}/tous"),
    ("POST", "/l/moi"),
    ("POST", "/l/moi/{token}/numeros"),
    ("POST", "/l/moi/{token}/region"),
    ("POST", "/l/moi/{token}/corriger"),
    ("POST", "/l/moi/{token}/mesures"),
    ("POST", "/l/moi/{token}/quitter"),
    ("POST", "/l/moi/{token}/revenir"),
    ("POST", "/l/moi/{token}/effacer"),
    ("POST", "/l/r/{token}"),
    ("POST", "/l/kit/{token}"),
    ("POST", "/l/bat/{token}/code"),
    ("POST", "/l/bat/{token}/remarque"),
    ("POST", "/l/bat/{token}/valider"),
    ("POST", "/l/bat/{token}/corriger"),
    ("POST", "/l/proposer"),
    ("POST", "/l/proposer/{token}"),
    ("POST", "/l/proposition/{token}"),
    ("POST", "/l/vu/{token}"),
    ("POST", "/l/rencontre/{token}"),
}


#: Paths that only lead to the readers' front page; the first one where no console stands.
LEADING = {"/", "/l"}


def routes(opened: Installation) -> Iterator[tuple[str, set[str]]]:
    """Yield the path of every route of the readers' application with its methods."""
    made = app.application(opened, has_console=False)
    for route in made.reader.pages.routes:
        included = getattr(route, "original_router", None)
        for one in included.routes if included else [route]:
            assert isinstance(one, APIRoute | Mount)
            yield one.path, (one.methods or set()) if isinstance(one, APIRoute) else {"GET", "HEAD"}


def test_every_page_of_readers_stands_below_l(opened: Installation) -> None:
    """So that a proxy can let them through and nothing else; what leads there stands above."""
    paths = {path for path, _methods in routes(opened)} - LEADING

    assert {"/l/u/{token}", "/l/i/{name}"} <= paths
    assert [path for path in paths if not path.startswith("/l/")] == []


@pytest.mark.parametrize("path", sorted(LEADING))
def test_the_root_leads_readers_to_their_front_page(opened: Installation, list_id: int, path: str) -> None:
    """By a path alone, so that no other host can be put in; the page names the letter and leads on."""
    ask = browser(opened, has_console=False)
    answer = ask("GET", path)
    page = ask("GET", answer.headers["location"])

    assert (answer.status_code, answer.headers["location"]) == (302, "/l/")
    assert page.status_code == 200
    assert 'href="/l/archives"' in page.text


@pytest.mark.parametrize(
    ("path", "referrer"), [("/l/x", "no-referrer"), ("/l", "no-referrer"), ("/nowhere", "same-origin")]
)
def test_each_application_has_its_own_policy(ask: Ask, path: str, referrer: str) -> None:
    """A reader's page tells nobody where she comes from; a form of the console must say that it is ours."""
    assert ask("GET", path).headers["referrer-policy"] == referrer


@pytest.mark.parametrize("side", [reader, console])
def test_each_table_of_errors_says_what_the_frame_raises(side: ModuleType) -> None:
    """A body that is too long, a network that asks too often, a page that is not there, and what nobody expected."""
    assert set(side.REFUSALS) >= {TooLong, TooMany, 404, 405, Exception}
    assert "default-src 'none'" in side.POLICY["Content-Security-Policy"]
    assert "unsafe" not in side.POLICY["Content-Security-Policy"]


def test_readers_are_led_to_their_pages_where_no_console_stands(opened: Installation) -> None:
    """What is served to the world without the console has nothing of it."""
    ask = browser(opened, has_console=False)

    assert [ask("GET", path).headers["location"] for path in sorted(LEADING)] == ["/l/", "/l/"]
    assert ask("GET", "/connexion").status_code == 404


def test_every_page_is_in_the_manual(opened: Installation) -> None:
    """Whoever runs a proxy, or another site, finds what there is."""
    manual = tree.page("pages.md")
    paths = {re.sub(r"\{(\w+)(:\w+)?\}", r"{\1}", path) for path, _methods in routes(opened)}

    assert {path for path in paths if f"`{path}`" not in manual} - {"/l/static"} == set()


def test_few_routes_change_anything(opened: Installation) -> None:
    """Whoever adds another thinks about scanners first."""
    pairs = {(method, path) for path, methods in routes(opened) for method in methods}

    assert {(method, path) for method, path in pairs if method not in ("GET", "HEAD")} == CHANGING


@pytest.mark.parametrize("path", ["/nowhere", "/l/nowhere", "/docs", "/openapi.json", "/l/x/y", "/%3Cscript%3E"])
def test_an_unknown_page_says_so_in_french(ask: Ask, path: str) -> None:
    """With the same headers as every page, and without repeating what was asked."""
    page = ask("GET", path)

    assert page.status_code == 404
    assert "Page introuvable" in page.text
    assert not re.search("<script>|&lt;script", page.text)
    assert 'href="/l/' in page.text
    assert page.headers["cache-control"] == "no-store"


def test_another_method_is_refused_in_french(ask: Ask, link: str) -> None:
    """And says which ones there are."""
    answer = ask("PUT", link)

    assert answer.status_code == 405
    assert "Demande refusée" in answer.text
    assert "allow" in answer.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("path", ["", "X", "/../"])
def test_the_host_header_never_shows(ask: Ask, link: str, method: str, path: str) -> None:
    """No link and no redirection is built from it."""
    answer = ask(method, link + path, headers={"X-Forwarded-Host": "worse.example"})
    written = answer.text + str(answer.headers)

    assert "evil.example" not in written
    assert "worse.example" not in written


def test_pages_load_nothing_from_elsewhere(ask: Ask, link: str) -> None:
    """The style sheet is ours, and exists."""
    loaded = re.findall(r'<(?!a )[^>]*(?:src|href)="([^"]+)"', ask("GET", link).text)

    types = {path: ask("GET", path).headers["content-type"].partition(";")[0] for path in loaded}

    assert types == {"/l/static/reader.css": "text/css", "/l/static/icon.svg": "image/svg+xml"}


def test_what_nobody_expected_is_a_french_page_too(ask: Ask, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word about the inside."""

    def broken(*_given: object) -> None:
        raise ZeroDivisionError("inside")

    monkeypatch.setattr(unsubscribing, "look", broken)
    page = ask("GET", link)

    assert page.status_code == 500
    assert "Une erreur est survenue" in page.text
    assert "inside" not in page.text
    assert page.headers["content-security-policy"] == reader.POLICY["Content-Security-Policy"]


def test_what_runs_beside_the_pages_ends_with_the_server(opened: Installation) -> None:
    """Of either application: nobody else tells them that the server begins and ends."""
    made, seen = app.application(opened), []

    def beside(name: str) -> Callable[[object], AbstractAsyncContextManager[None]]:
        @asynccontextmanager
        async def running(_app: object) -> AsyncIterator[None]:
            seen.append(name)
            yield
            seen.append(f"end of {name}")

        return running

    made.reader.pages.router.lifespan_context = beside("reader")
    assert made.console is not None
    made.console.pages.router.lifespan_context = beside("console")

    async def served() -> list[str]:
        said = iter(["lifespan.startup", "lifespan.shutdown"])
        answers: list[str] = []

        async def receive() -> dict[str, str]:
            return {"type": next(said)}

        async def send(message: MutableMapping[str, Any]) -> None:
            answers.append(message["type"])

        await made({"type": "lifespan"}, receive, send)
        return answers

    assert asyncio.run(served()) == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert seen == ["reader", "console", "end of console", "end of reader"]


def test_the_settings_of_the_environment_are_enough(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `relais serve` hands it to the server."""
    monkeypatch.setenv("RELAIS_DATA", str(data))
    installation.make(settings.load())[0].database.engine.dispose()
    opened = app.create().reader.pages.state.installation
    opened.database.engine.dispose()

    assert opened.settings.data == data
