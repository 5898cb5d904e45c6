"""Pictures: served by their hash for ever, and no other file of the machine."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

from campaigns.editorial import images
from cli import local_files
from runtime.installation import Installation
from tests.web.conftest import Ask


@pytest.fixture
def name(opened: Installation, tmp_path: Path) -> str:
    """A picture that was kept."""
    PIL.Image.new("RGB", (2, 2)).save(tmp_path / "picture.png")
    return images.keep(opened.settings.data, local_files.picture(tmp_path / "picture.png")).name


def test_a_picture_is_served_as_what_it_is(ask: Ask, name: str) -> None:
    """With its type, and never sniffed."""
    answer = ask("GET", f"/l/i/{name}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content.startswith(b"\x89PNG")


def test_it_may_be_kept_for_ever(ask: Ask, name: str) -> None:
    """Its name is its content."""
    assert "immutable" in ask("GET", f"/l/i/{name}").headers["cache-control"]


def test_asking_for_its_size_alone_works(ask: Ask, name: str) -> None:
    """Proxies of mail programs do."""
    answer = ask("HEAD", f"/l/i/{name}")

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    "path",
    ["..%2frelais.db", "..%2f..%2fetc%2fpasswd", "%2e%2e%2frelais.db", "..%2f", "a.png", f"{'0' * 64}.png",
     f"{'0' * 64}.exe", "%00", "..%5crelais.db", f"{'0' * 64}.png%0a"],
)  # fmt: skip
def test_nothing_else_can_be_reached(ask: Ask, name: str, path: str) -> None:
    """Neither beside nor above."""
    assert ask("GET", f"/l/i/{path}").status_code == 404


@pytest.mark.parametrize("path", ["../app.py", "..%2f..%2fapp.py", "%2e%2e/pages.py", "absent.css"])
def test_the_style_sheet_stands_alone(ask: Ask, path: str) -> None:
    """The folder of static files has no way out."""
    assert ask("GET", f"/l/static/{path}").status_code == 404
