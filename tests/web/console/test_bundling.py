"""What browsers load: made of what stands here and of the packages of the lock file, named by what is in it."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import fastapi
import httpx
import pytest

from web.console import assets, bundle_files, bundling
from web.errors import NotFound

Get = Callable[..., httpx.Response]


@pytest.fixture
def get() -> Get:
    """Ask for a file of the bundle."""
    application = fastapi.FastAPI()
    application.include_router(bundle_files.router)
    application.add_exception_handler(NotFound, lambda _request, _problem: fastapi.Response(status_code=404))

    def got(path: str, accepted: str = "gzip, br") -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(application)
            async with httpx.AsyncClient(transport=transport, base_url="http://relais.example") as client:
                return await client.get(path, headers={"Accept-Encoding": accepted})

        return asyncio.run(asked())

    return got


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server where nothing was bundled."""
    monkeypatch.setattr(assets, "_MANIFEST", tmp_path / "manifest.json")


def test_every_file_of_the_bundle_is_sent_for_good_and_as_what_it_is(get: Get) -> None:
    """A browser asks once for what never changes; a script of another type would not run."""
    for name, kind in (("console.js", "text/javascript"), ("console.css", "text/css"), ("icons.svg", "image/svg+xml")):
        answer = get(assets.url(name))
        plain = get(assets.url(name), "identity")

        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.content == plain.content == (bundling.BUNDLE / assets.url(name).removeprefix("/-/")).read_bytes()


def test_nothing_else_is_sent(get: Get) -> None:
    """Neither what is beside the bundle nor the list of what is in it."""
    for path in ("/-/manifest.json", "/-/console.css", "/-/..%2fapp.py", "/-/%2e%2e/app.py", "/-/"):
        assert get(path).status_code == 404, path


def test_the_style_loads_our_font_from_the_bundle(get: Get) -> None:
    """No other site learns who works here."""
    style = get(assets.url("console.css")).text
    fonts = re.findall(r"url\(\"?([^)\"]+)\"?\)", style)

    assert fonts
    assert {get(font).headers["Content-Type"] for font in fonts} == {"font/woff2"}


def test_an_icon_is_silent_beside_its_word_and_named_alone() -> None:
    """Who hears the page does not hear a picture of the word that follows."""
    assert 'aria-hidden="true"' in assets.icon("house")
    assert 'role="img" aria-label="Fermer &#34;"' in assets.icon("x", 'Fermer "')
    sprite = (bundling.BUNDLE / assets.url("icons.svg").removeprefix("/-/")).read_text("utf-8")
    assert set(re.findall(r'id="([^"]+)"', sprite)) == set((bundling.HERE / "icons.txt").read_text("utf-8").split())


@pytest.mark.usefixtures("bare")
def test_without_a_bundle_a_page_says_what_to_do() -> None:
    """An error page, which must never fail itself, names an address where nothing is."""
    with pytest.raises(assets.Missing, match="make bundle"):
        assets.require()
    assert assets.url("console.css") == "/-/console.css"


def test_a_changed_source_makes_the_bundle_stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever serves or tests after a change sees the change."""
    assert bundling.fresh()
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(bundling, "ROOT", Path("/"))
    monkeypatch.setattr(bundling, "LOCK", tmp_path / "package-lock.json")
    assert not bundling.fresh()


def test_the_lock_file_names_hashes_and_no_address() -> None:
    """Each machine asks the registry that it is told to ask, and takes nothing but what was meant."""
    packages = json.loads(bundling.LOCK.read_text("utf-8"))["packages"]

    assert "://registry" not in bundling.LOCK.read_text("utf-8")
    assert [name for name, one in packages.items() if name and not one["integrity"].startswith("sha512-")] == []


def test_the_wheel_carries_the_bundle_and_its_licences(tmp_path: Path) -> None:
    """Who installs Relais needs neither node nor npm."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=bundling.ROOT, check=True, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = {name.removeprefix("web/console/") for name in wheel.namelist() if name.startswith("web/console/")}
        licences = wheel.read("web/console/bundle/licences.txt").decode()

    assert {f"bundle/{file.name}" for file in bundling.BUNDLE.iterdir()} <= inside
    assert not any(name.startswith(("modules/", "styles/")) for name in inside)
    assert all(f"{name} " in licences for name in ("prosemirror-model", "idiomorph", "lucide-static"))


def test_what_is_compressed_is_the_same(get: Get) -> None:
    """The two forms of a file cannot drift apart."""
    for file in bundling.BUNDLE.glob("*.gz"):
        assert gzip.decompress(file.read_bytes()) == file.with_suffix("").read_bytes()
