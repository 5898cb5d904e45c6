"""Pictures: kept under their hash, and nothing kept that mail programs cannot show."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pytest

from campaigns import errors
from campaigns.editorial import images
from cli import local_files
from runtime.files import File


@pytest.mark.parametrize(("kind", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "png"), ("WEBP", "jpg")])
def test_a_picture_is_kept_by_what_it_is(tmp_path: Path, kind: str, ending: str) -> None:
    """Whatever its file was called."""
    PIL.Image.new("RGB", (30, 20)).save(tmp_path / "picture", kind)
    stored = images.keep(tmp_path, local_files.picture(tmp_path / "picture"))

    assert stored.name.endswith(f".{ending}")
    assert (stored.width, stored.height) == (30, 20)
    assert images.size(images.folder(tmp_path) / stored.name) == (30, 20)


def test_the_same_picture_is_kept_once(tmp_path: Path) -> None:
    """Its name is its content."""
    PIL.Image.new("RGB", (2, 2)).save(tmp_path / "a.png")
    images.keep(tmp_path, local_files.picture(tmp_path / "a.png"))
    images.keep(tmp_path, local_files.picture(tmp_path / "a.png"))

    assert len(list(images.folder(tmp_path).iterdir())) == 1


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_what_is_no_picture_is_refused(tmp_path: Path, raw: bytes) -> None:
    """And not kept."""
    with pytest.raises(errors.ImageRefused, match=r"fake\.png"):
        images.keep(tmp_path, File("fake.png", raw))
    assert not images.folder(tmp_path).exists()


def test_a_picture_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Before anybody tries to unpack it."""
    with pytest.raises(errors.ImageRefused, match="20 Mo"):
        images.keep(tmp_path, File("affiche.png", bytes(images.LARGEST + 1)))


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    """By the name that the article gives."""
    with pytest.raises(errors.ImageRefused, match=r"absent\.png.*n’existe pas"):
        images.keep(tmp_path, local_files.picture(tmp_path / "absent.png"))
