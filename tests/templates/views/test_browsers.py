"""The door to Chromium: what it photographs, what it may not do, and what is said where it is missing."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import PIL.Image
import pytest

from templates import errors
from templates.views import browsers
from templates.views.browsers import Shot

PAGE = """<!doctype html><html lang="fr"><head><meta name="viewport" content="width=device-width">
<style>body {{ margin: 0; background: #ffffff }} div {{ height: 1500px }}
@media (prefers-color-scheme: dark) {{ body {{ background: #000000 }} }}</style></head>
<body><div></div><script>document.body.style.background = "#ff0000"</script>
<img alt="" src="http://127.0.0.1:{port}/x.png"><link rel="stylesheet" href="http://127.0.0.1:{port}/x.css"></body></html>"""


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """The port of a web server, and what it is asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, paths
        server.shutdown()


def test_a_page_is_photographed_whole_in_both_schemes_and_asks_nobody(asked: tuple[int, list[str]]) -> None:
    """As wide as the window, longer than it; no script runs, nothing is fetched, not even from this machine."""
    port, paths = asked
    (taken,) = browsers.pictures([PAGE.format(port=port)], [Shot(320), Shot(1200, dark=True)])
    light, dark = (PIL.Image.open(io.BytesIO(content)).convert("RGB") for content in taken.values())

    assert [shot.name for shot in taken] == ["320-light", "1200-dark"]
    assert (light.width, dark.width) == (320, 1200)
    assert min(light.height, dark.height) >= 1500
    assert (light.getpixel((5, 1400)), dark.getpixel((5, 1400))) == ((255, 255, 255), (0, 0, 0))
    assert paths == []


def test_without_chromium_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where to get it, and what works without."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(errors.BrowserMissing, match="apt-get install chromium"):
        browsers.pictures(["<p>"], [Shot(320)])


def test_a_program_that_stops_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever calls itself Chromium."""
    (tmp_path / "chromium").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "chromium").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(errors.BrowserFailed, match="arrêté"):
        browsers.pictures(["<p>"], [Shot(320)])
